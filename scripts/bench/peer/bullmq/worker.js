'use strict';
// BullMQ in a process of its own: reads numbers of tasks, a line each, and answers each with the
// seconds that they took. Usage: node worker.js REDIS-PORT
const readline = require('node:readline');
const {Queue, Worker} = require('bullmq');

const connection = {host: '127.0.0.1', port: Number(process.argv[2]), maxRetriesPerRequest: null};
const BATCH = 1000;
const AT_A_TIME = 200;

const queue = new Queue('noop', {connection});
let left = 0;
let over = () => {};
const worker = new Worker('noop', async () => 1, {connection, concurrency: AT_A_TIME});
worker.on('completed', () => {
  if (--left === 0) over();
});

async function run(tasks) {
  left = tasks;
  const done = new Promise(resolve => (over = resolve));
  for (let from = 0; from < tasks; from += BATCH) {
    const batch = Array.from({length: Math.min(BATCH, tasks - from)}, () => ({
      name: 'noop',
      data: {},
      opts: {removeOnComplete: true},
    }));
    await queue.addBulk(batch);
  }
  await done;
}

async function main() {
  await worker.waitUntilReady();
  console.log('ready');
  for await (const line of readline.createInterface({input: process.stdin})) {
    const began = process.hrtime.bigint();
    await run(Number(line));
    console.log((Number(process.hrtime.bigint() - began) / 1e9).toFixed(6));
  }
  await worker.close();
  await queue.close();
}

main().catch(failure => {
  console.error(failure);
  process.exit(1);
});
