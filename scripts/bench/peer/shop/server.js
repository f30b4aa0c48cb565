// Vendure with its defaults on PostgreSQL and PEER_PRODUCTS products; it listens on PEER_PORT.
// Its own database is made anew, on the server that HMS uses.
const { Client } = require('pg');
const {
  bootstrap, ChannelService, DefaultLogger, LanguageCode, LogLevel, ProductService, ProductVariantService,
  RequestContextService, TaxCategoryService, TaxRateService, TransactionalConnection, User, ZoneService,
} = require('@vendure/core');

const { PEER_PORT, PEER_PRODUCTS, PEER_DB_HOST, PEER_DB_PORT, PEER_DB_USER, PEER_DB_PASSWORD } = process.env;
const database = 'peer';

async function freshDatabase() {
  const client = new Client({
    host: PEER_DB_HOST, port: +PEER_DB_PORT, user: PEER_DB_USER, password: PEER_DB_PASSWORD, database: 'hms',
  });
  await client.connect();
  await client.query(`drop database if exists ${database}`);
  await client.query(`create database ${database}`);
  await client.end();
}

async function fill(app) {
  const contexts = app.get(RequestContextService);
  const superadmin = await app.get(TransactionalConnection).rawConnection
    .getRepository(User).findOneOrFail({ where: { identifier: 'superadmin' }, relations: ['roles', 'roles.channels'] });
  const zone = await app.get(ZoneService).create(await contexts.create({ apiType: 'admin', user: superadmin }), {
    name: 'Europe',
  });
  let ctx = await contexts.create({ apiType: 'admin', user: superadmin });
  const channel = await app.get(ChannelService).getDefaultChannel(ctx);
  await app.get(ChannelService).update(ctx, {
    id: channel.id, defaultTaxZoneId: zone.id, defaultShippingZoneId: zone.id, pricesIncludeTax: true,
  });
  ctx = await contexts.create({ apiType: 'admin', user: superadmin });
  const tax = await app.get(TaxCategoryService).create(ctx, { name: 'Standard', isDefault: true });
  await app.get(TaxRateService).create(ctx, {
    name: 'Standard', enabled: true, value: 19, categoryId: tax.id, zoneId: zone.id,
  });
  for (let n = 1; n <= +PEER_PRODUCTS; n++) {
    const product = await app.get(ProductService).create(ctx, {
      enabled: true,
      translations: [{
        languageCode: LanguageCode.en, name: `Oak bowl ${n}`, slug: `oak-bowl-${n}`,
        description: `<p>${'Oiled with linseed oil, food safe. '.repeat(8)}</p>`,
      }],
    });
    await app.get(ProductVariantService).create(ctx, [{
      productId: product.id, sku: `B${n}`, price: 2500, taxCategoryId: tax.id, stockOnHand: 100000,
      translations: [{ languageCode: LanguageCode.en, name: `Oak bowl ${n}` }],
    }]);
  }
}

async function main() {
  await freshDatabase();
  const app = await bootstrap({
    apiOptions: { port: +PEER_PORT, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: { tokenMethod: 'bearer', superadminCredentials: { identifier: 'superadmin', password: 'bench-only' } },
    dbConnectionOptions: {
      type: 'postgres', host: PEER_DB_HOST, port: +PEER_DB_PORT, username: PEER_DB_USER, password: PEER_DB_PASSWORD,
      database, synchronize: true, poolSize: 16,
    },
    logger: new DefaultLogger({ level: LogLevel.Warn }),
    paymentOptions: { paymentMethodHandlers: [] },
  });
  await fill(app);
  require('http').createServer((request, response) => response.end('ready')).listen(+PEER_PORT + 1, '127.0.0.1');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
