# shellcheck shell=sh
# Sourced: finds a JDK of 21 or newer without starting one, and installs what a build needs.

jdk_version() { # HOME -> feature version, 0 if it is no JDK
  v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  echo "${v:-0}"
}

jdk_fits() { # HOME PROGRAM
  [ -x "$1/bin/$2" ] && [ "$(jdk_version "$1")" -ge 21 ]
}

find_jdk() { # PROGRAM (java to run, javac to build) -> home
  on_path=$(command -v "$1" 2>/dev/null) && on_path=$(readlink -f "$on_path") || on_path=
  for home in "${JAVA_HOME:-}" "${on_path%/bin/*}" \
    /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
    if [ -n "$home" ] && jdk_fits "$home" "$1"; then
      echo "$home"
      return 0
    fi
  done
  cat >&2 <<'END'
hms: needs a JDK of 21 or newer, and found none in JAVA_HOME, PATH, /usr/lib/jvm, /opt or SDKMAN.
     Debian, Ubuntu:  apt-get install openjdk-21-jdk-headless   (or 25; Debian 12: adoptium.net)
     anywhere:        https://adoptium.net, then export JAVA_HOME=/path/to/it
END
  return 1
}

install() { # PACKAGE...
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    printf 'please install: %s\n' "$*" >&2
    return 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_build_tools() { # sets JAVA_HOME
  if ! find_jdk javac >/dev/null 2>&1; then
    install openjdk-25-jdk-headless || install openjdk-21-jdk-headless || true
  fi
  JAVA_HOME=$(find_jdk javac) || return 1
  export JAVA_HOME
  if ! command -v mvn >/dev/null 2>&1; then install maven; fi
}
