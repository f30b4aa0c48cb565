"""Celery on Redis: reads numbers of tasks, a line each, and answers each with the seconds that they took.

Usage: python3 tasks.py REDIS-PORT
"""
import os
import subprocess
import sys
import time

from celery import Celery, group

PORT = os.environ.get("BENCH_REDIS_PORT") or sys.argv[1]
URL = f"redis://127.0.0.1:{PORT}/1"
BATCH = 1000

app = Celery("tasks", broker=URL, backend=URL)
# A worker that is lost loses no task; what is fetched at once is bounded as it is with us.
app.conf.update(task_acks_late=True, worker_prefetch_multiplier=64, result_expires=600)


@app.task
def noop():
    return 1


def run(tasks):
    sizes = [min(BATCH, tasks - begin) for begin in range(0, tasks, BATCH)]
    sent = [group(noop.s() for _ in range(size)).apply_async() for size in sizes]
    for size, batch in zip(sizes, sent):
        assert sum(batch.join(timeout=120)) == size
        batch.forget()


def main():
    command = [
        sys.executable, "-B", "-m", "celery", "-A", "tasks", "worker", "--concurrency", "2", "--loglevel", "ERROR",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    ]
    worker = subprocess.Popen(command, env={**os.environ, "BENCH_REDIS_PORT": PORT}, stdout=sys.stderr)
    try:
        run(1)
        print("ready", flush=True)
        for line in sys.stdin:
            began = time.monotonic()
            run(int(line))
            print(f"{time.monotonic() - began:.6f}", flush=True)
    finally:
        worker.terminate()
        worker.wait(10)


if __name__ == "__main__":
    main()
