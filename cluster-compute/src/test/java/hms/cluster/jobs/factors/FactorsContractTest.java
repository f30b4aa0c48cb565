package hms.cluster.jobs.factors;

import hms.cluster.job.JobType;
import hms.cluster.job.JobTypeContract;
import java.util.List;

final class FactorsContractTest extends JobTypeContract<FactorsParameters, FactorPart> {
  @Override
  protected JobType<FactorsParameters, FactorPart> type() {
    return new Factors();
  }

  @Override
  protected List<String> samples() {
    return List.of(
        "{\"from\":1,\"to\":200000}",
        "{\"from\":999999000000,\"to\":999999100000}",
        "{\"from\":9223372036854775000,\"to\":9223372036854775040}",
        "{\"from\":1000,\"to\":3000,\"algorithm\":\"naive\"}",
        "{\"from\":1000000,\"to\":1002000,\"algorithm\":\"trial\"}",
        "{\"from\":1,\"to\":20000,\"show\":\"divisors\"}",
        "{\"from\":99999999000000,\"to\":99999999005000,\"show\":\"primes\"}",
        "{\"numbers\":[720720,8,9223372036854775783],\"show\":\"factor\"}",
        "{\"numbers\":[12,97,9223372036854775783,1,12,600851475143]}");
  }
}
