package hms.gateway.job;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cluster.Bus;
import hms.domain.Outcome;
import hms.domain.Permission;
import hms.domain.schedule.Schedule;
import hms.gateway.command.Answer;
import hms.gateway.command.Request;
import hms.gateway.http.Exchange;
import hms.gateway.http.MergePatch;
import hms.gateway.http.Route;
import hms.gateway.http.Routes;
import hms.storage.DomainJson;
import hms.storage.JobStore;
import hms.storage.Listings;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** The HTTP face of schedules. */
final class ScheduleRoutes implements Routes {
  private final Bus bus;
  private final JobStore jobs;

  ScheduleRoutes(Bus bus, JobStore jobs) {
    this.bus = bus;
    this.jobs = jobs;
  }

  @Override
  public List<Route> routes() {
    var read = Permission.JOBS_READ;
    var manage = Permission.JOBS_MANAGE;
    return List.of(
        Route.list("/schedules", read, Listings.SCHEDULES, this::list),
        Route.get("/schedules/:oid", read, this::find),
        Route.post("/schedules", manage, this::create),
        Route.patch("/schedules/:oid", manage, this::edit),
        Route.delete("/schedules/:oid", manage, this::delete),
        Route.unkeyedPost("/schedules/:oid/pause", manage, call -> switchTo(call, true)).empty(),
        Route.unkeyedPost("/schedules/:oid/resume", manage, call -> switchTo(call, false)).empty(),
        Route.command("/schedules/:oid/trigger", manage, this::trigger));
  }

  private Future<Void> list(Exchange exchange) {
    var query = exchange.asked().query(Listings.SCHEDULES);
    return exchange.page(exchange.stores().schedules().get(query), ScheduleViews::row);
  }

  private Future<Void> find(Exchange exchange) {
    return exchange
        .stores()
        .schedules()
        .find(exchange.oid())
        .future()
        .map(exchange::orRefuse)
        .compose(found -> exchange.object(found, ScheduleViews.view(found)));
  }

  private Future<Void> create(Exchange exchange) {
    var said = exchange.orRefuse(exchange.body(ScheduleBody.class));
    return asked(exchange.request(new ScheduleCommand.Create(said)))
        .compose(answer -> answered(exchange, answer, 201));
  }

  /** RFC 7396. */
  private Future<Void> edit(Exchange exchange) {
    var unused = exchange.orRefuse(exchange.body(ScheduleBody.class));
    JsonNode patch = exchange.orRefuse(exchange.tree());
    Function<ScheduleBody, Outcome<ScheduleBody>> edit =
        said -> DomainJson.bind(MergePatch.of(DomainJson.tree(said), patch), ScheduleBody.class);
    var command = new ScheduleCommand.Edit(exchange.oid(), exchange.ifMatch(), edit);
    return asked(exchange.unkeyed(command)).compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> delete(Exchange exchange) {
    return asked(exchange.unkeyed(new ScheduleCommand.Delete(exchange.oid(), exchange.ifMatch())))
        .compose(answer ->
            answer.outcome() instanceof Outcome.Done<ScheduleResult>
                ? exchange.nothing(answer)
                : answered(exchange, answer, 204));
  }

  private Future<Void> switchTo(Exchange exchange, boolean paused) {
    return asked(exchange.unkeyed(new ScheduleCommand.Switch(exchange.oid(), paused)))
        .compose(answer -> answered(exchange, answer, 200));
  }

  private Future<Void> trigger(Exchange exchange) {
    return asked(exchange.request(new ScheduleCommand.Trigger(exchange.oid())))
        .compose(answer -> jobs.wake().map(answer))
        .compose(answer -> exchange.answer(answer, 202, ScheduleRoutes::job));
  }

  private static JsonNode job(ScheduleResult made) {
    return DomainJson.object().put("job", String.valueOf(made.job()));
  }

  private Future<Answer<ScheduleResult>> asked(Request<ScheduleCommand> request) {
    return ScheduleService.SERVICE.ask(bus, request);
  }

  private static Future<Void> answered(
      Exchange exchange, Answer<ScheduleResult> answer, int status) {
    return exchange.answer(
        answer,
        status,
        result -> {
          Schedule schedule = result.schedule();
          exchange.tag(schedule);
          return ScheduleViews.view(schedule);
        });
  }
}
