package hms.gateway;

import hms.cluster.Bus;
import hms.gateway.artisan.ArtisanService;
import hms.gateway.channel.ChannelService;
import hms.gateway.channel.StorefrontService;
import hms.gateway.command.Mint;
import hms.gateway.command.ServiceVerticle;
import hms.gateway.deadline.DeadlineService;
import hms.gateway.desk.Desk;
import hms.gateway.key.KeyService;
import hms.gateway.order.CustomerService;
import hms.gateway.order.OrderService;
import hms.gateway.product.ImageService;
import hms.gateway.product.ProductService;
import hms.gateway.rule.RuleService;
import hms.gateway.session.LinkService;
import hms.gateway.session.SessionService;
import hms.gateway.user.TokenService;
import hms.gateway.user.UserService;
import hms.storage.pg.PgStores;
import java.util.List;
import java.util.stream.Stream;

/** The services of all features, each on this node's bus. */
final class Services {
  private Services() {}

  static List<ServiceVerticle<?, ?>> of(
      Bus bus,
      PgStores stores,
      Mint mint,
      ArtisanService artisans,
      KeyService keys,
      ProductService products,
      OrderService orders,
      Desk desk,
      ServiceVerticle<?, ?> schedules) {
    var features =
        List.of(
            new ServiceVerticle<>(bus, stores, ArtisanService.SERVICE, artisans),
            new ServiceVerticle<>(bus, stores, KeyService.SERVICE, keys),
            new ServiceVerticle<>(bus, stores, ChannelService.SERVICE, new ChannelService(mint)),
            new ServiceVerticle<>(
                bus, stores, StorefrontService.SERVICE, new StorefrontService(mint)),
            new ServiceVerticle<>(bus, stores, UserService.SERVICE, new UserService(mint)),
            new ServiceVerticle<>(bus, stores, TokenService.SERVICE, new TokenService(mint)),
            new ServiceVerticle<>(bus, stores, ImageService.SERVICE, new ImageService()),
            new ServiceVerticle<>(bus, stores, ProductService.SERVICE, products),
            new ServiceVerticle<>(bus, stores, RuleService.SERVICE, new RuleService(mint)),
            new ServiceVerticle<>(bus, stores, SessionService.SERVICE, new SessionService(mint)),
            new ServiceVerticle<>(bus, stores, LinkService.SERVICE, new LinkService(mint)),
            new ServiceVerticle<>(bus, stores, CustomerService.SERVICE, new CustomerService(mint)),
            new ServiceVerticle<>(bus, stores, DeadlineService.SERVICE, new DeadlineService(mint)),
            new ServiceVerticle<>(bus, stores, OrderService.SERVICE, orders));
    return Stream.of(features, desk.services(stores, mint), List.of(schedules))
        .<ServiceVerticle<?, ?>>flatMap(List::stream)
        .toList();
  }
}
