// Prints two ports that are free now.
import { createServer } from 'node:net';

const open = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });

const servers = [await open(), await open()];
console.log(servers.map(each => each.address().port).join(' '));
servers.forEach(each => each.close());
