# shellcheck shell=sh
# Sourced: finds a JDK of 21 or newer without starting one.

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
