package dev.changeover.explain.retire;

/** What is asked: does anything alive still need this? */
public record RetireQuestion(String environment, Retired retired) {

  /** What would go, within its environment, e.g. {@code production/order-worker 5.0.2}. */
  public String subject() {
    return environment + "/" + retired.label();
  }
}
