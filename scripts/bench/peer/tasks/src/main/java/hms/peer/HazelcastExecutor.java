package hms.peer;

import com.hazelcast.config.Config;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hazelcast's own executor: tasks go from one member to another by TCP. Nothing is written down:
 * what is lost with a member is lost.
 */
final class HazelcastExecutor implements TaskQueue {
  private static final int AT_A_TIME = 1024;

  private final HazelcastInstance asks = member();
  private final HazelcastInstance runs = member();

  /** A task with a result, as each of ours has one. */
  static final class Noop implements Callable<Integer>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Integer call() {
      return 1;
    }
  }

  private record Answer(Semaphore open, AtomicReference<Throwable> lost)
      implements ExecutionCallback<Integer> {
    @Override
    public void onResponse(Integer result) {
      open.release();
    }

    @Override
    public void onFailure(Throwable fault) {
      lost.set(fault);
      open.release();
    }
  }

  private static HazelcastInstance member() {
    var config = new Config().setClusterName("bench-peer");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.socket.bind.any", "false");
    var join = config.getNetworkConfig().getJoin();
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1");
    return Hazelcast.newHazelcastInstance(config);
  }

  @Override
  public void run(int tasks) throws InterruptedException {
    IExecutorService executor = asks.getExecutorService("noop");
    var there = runs.getCluster().getLocalMember();
    var open = new Semaphore(AT_A_TIME);
    var lost = new AtomicReference<Throwable>();
    for (int i = 0; i < tasks; i++) {
      open.acquire();
      executor.submitToMember(new Noop(), there, new Answer(open, lost));
    }
    open.acquire(AT_A_TIME);
    if (lost.get() != null) {
      throw new IllegalStateException("a task failed, so the time says nothing", lost.get());
    }
  }

  @Override
  public void close() {
    Hazelcast.shutdownAll();
  }
}
