package hms.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Asks a server over HTTP/1.1 connections that stay open, one request at a time on each, from one
 * thread. A client that does more takes more of the machine than the node that is measured on it.
 *
 * <p>A latency counts from when its request was due, so that a slow server cannot hide by being
 * asked less. Source: Tene, "How NOT to Measure Latency".
 */
final class Generator implements AutoCloseable {
  private static final long LONGEST_MICROS = 60_000_000;
  private static final int DIGITS = 3;
  private static final long MILLI = 1_000_000;
  private static final int LOOK_MILLIS = 100;
  private static final int READ = 64 * 1024;
  private static final int SHED = 429;
  private static final int BUSY = 503;

  private final InetSocketAddress server;
  private final int most;
  private final Supplier<byte[]> requests;
  private final Selector selector;
  private final ByteBuffer read = ByteBuffer.allocateDirect(READ);
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private int open;
  private long began;
  private Tally tally = new Tally();

  /**
   * What came back.
   *
   * @param latency of good answers, microseconds
   * @param good answered below 400
   * @param refused answered 429 or 503
   * @param wrong answered otherwise, or not at all
   * @param seconds until the last request began
   */
  record Answered(Histogram latency, long good, long refused, long wrong, double seconds) {
    /**
     * @throws IllegalStateException if an answer was an error: then nothing was measured
     */
    Answered allGood() {
      if (refused + wrong == 0) return this;
      throw new IllegalStateException(refused + " refused, " + wrong + " wrong answers");
    }

    double goodPerSecond() {
      return good / seconds;
    }

    double millis(double percentile) {
      return latency.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private static final class Tally {
    private final Histogram latency = new Histogram(LONGEST_MICROS, DIGITS);
    private long begun;
    private long answered;
    private long good;
    private long refused;
    private long wrong;

    void count(int status, long nanos) {
      answered++;
      if (status == SHED || status == BUSY) refused++;
      else if (status == 0 || status >= 400) wrong++;
      else {
        good++;
        latency.recordValue(Math.min(nanos / 1000, LONGEST_MICROS));
      }
    }
  }

  /**
   * @param most connections; further requests wait for one
   * @param requests what to send next, head and body
   */
  Generator(URI server, int most, Supplier<byte[]> requests) {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.most = most;
    this.requests = requests;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns when all is answered.
   *
   * @throws IllegalStateException if nothing was answered for a minute
   */
  Answered run(Pace pace) {
    tally = new Tally();
    began = System.nanoTime();
    try {
      long lastBegun = drive(pace);
      return new Answered(tally.latency, tally.good, tally.refused, tally.wrong, lastBegun / 1e9);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long drive(Pace pace) throws IOException {
    long lastBegun = 0;
    long lastAnswer = 0;
    long seen = 0;
    while (true) {
      long now = now();
      long due = pace.next(tally.begun, tally.answered, now);
      if (due == Pace.NONE && tally.begun == tally.answered) return Math.max(lastBegun, 1);
      var free = due <= now ? free() : null;
      if (free != null) {
        free.begin(requests.get(), due);
        lastBegun = now;
        continue;
      }
      await(due <= now ? Pace.NONE : due - now);
      if (tally.answered > seen || due != Pace.NONE) lastAnswer = now;
      seen = tally.answered;
      if (now - lastAnswer > LONGEST_MICROS * 1000) {
        throw new IllegalStateException("some requests were never answered");
      }
    }
  }

  private long now() {
    return System.nanoTime() - began;
  }

  private Connection free() throws IOException {
    var free = idle.pollLast();
    return free == null && open < most ? new Connection() : free;
  }

  /** Sleeps only if there is time to: to be woken takes longer than what is due soon. */
  private void await(long nanos) throws IOException {
    if (nanos < MILLI) selector.selectNow(this::answer);
    else selector.select(this::answer, Math.min(nanos / MILLI, LOOK_MILLIS));
  }

  private void answer(SelectionKey key) {
    ((Connection) key.attachment()).read();
  }

  @Override
  public void close() {
    try {
      for (var key : selector.keys()) key.channel().close();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Connection {
    private final SocketChannel channel;
    private final Answer answer = new Answer();
    private boolean asked;
    private long due;

    Connection() throws IOException {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      var unused = channel.register(selector, SelectionKey.OP_READ, this);
      open++;
    }

    void begin(byte[] request, long since) {
      asked = true;
      due = since;
      tally.begun++;
      answer.begin();
      var out = ByteBuffer.wrap(request);
      try {
        // Requests are far smaller than what a socket holds, so this is once around.
        while (out.hasRemaining()) channel.write(out);
      } catch (IOException broken) {
        closed();
      }
    }

    void read() {
      try {
        read.clear();
        if (channel.read(read) < 0) closed();
        else if (answer.ends(read.flip())) answered();
      } catch (IOException broken) {
        closed();
      }
    }

    private void answered() {
      asked = false;
      tally.count(answer.status(), now() - due);
      idle.addLast(this);
    }

    private void closed() {
      open--;
      var unused = idle.remove(this);
      if (asked) tally.count(0, 0);
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
