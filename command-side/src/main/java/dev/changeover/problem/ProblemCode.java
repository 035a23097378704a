package dev.changeover.problem;

import java.util.Locale;

/**
 * The stable codes of public faults. A client may rely on a code for ever; the words beside it may
 * change.
 */
public enum ProblemCode {
  TOKEN_MISSING(401, "No bearer token was sent"),
  TOKEN_INVALID(401, "The bearer token is not valid"),
  ROLE_MISSING(403, "The token does not have the role that this needs"),
  ENVIRONMENT_NOT_ALLOWED(403, "The token is bound to other environments"),
  SOURCE_NOT_ALLOWED(403, "The token is bound to other sources"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This address does not take this method"),
  BODY_TOO_LARGE(413, "The body is too large"),
  MEDIA_TYPE_UNSUPPORTED(415, "This form of body is not taken here"),
  ENCODING_UNSUPPORTED(415, "This content encoding is not taken here"),
  BODY_UNREADABLE(400, "The body cannot be decoded"),
  JSON_MALFORMED(400, "The text is not JSON"),
  JSON_LIMIT_EXCEEDED(400, "The JSON goes beyond a limit"),
  JSON_MEMBER_REPEATED(400, "A JSON object names a member twice"),
  REQUEST_MALFORMED(400, "The request does not have the form that is taken here"),
  EVENT_MALFORMED(400, "The event does not have the form of its type"),
  EVENT_TYPE_UNKNOWN(400, "The type of the event is not known"),
  EVENT_VERSION_UNKNOWN(400, "The version of the specification is not known"),
  EVENT_ATTRIBUTES_DISAGREE(400, "The CloudEvent and the CDEvent inside it disagree"),
  EVENT_TIME_AHEAD(400, "The event claims a time in the future"),
  EVENT_CONFLICT(409, "Another event was recorded under the same source and id"),
  PLAN_UNREADABLE(400, "The release plan is neither YAML nor JSON"),
  PLAN_INVALID(422, "The release plan does not hold together"),
  RELEASE_STARTED(409, "The release has started; its plan is fixed"),
  NODE_ROLE_MISSING(421, "This node does other work"),
  RELEASE_BUSY(503, "The release is being changed by others"),
  LOG_UNAVAILABLE(503, "The log cannot take facts now"),
  TOO_MANY_REQUESTS(429, "More is waiting than can be taken");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** One line for people, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The problem type of RFC 9457, e.g. {@code urn:changeover:problem:event-malformed}. */
  public String type() {
    return "urn:changeover:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
