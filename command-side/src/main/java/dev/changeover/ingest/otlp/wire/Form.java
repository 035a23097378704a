package dev.changeover.ingest.otlp.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the two forms of OTLP over HTTP. */
public enum Form {
  PROTOBUF("application/x-protobuf") {
    @Override
    void merge(byte[] body, Message.Builder into) throws MalformedExport {
      try {
        CodedInputStream input = CodedInputStream.newInstance(body);
        input.setRecursionLimit(DEEPEST);
        into.mergeFrom(input);
        input.checkLastTagWas(0);
      } catch (IOException wrong) {
        throw new MalformedExport("the body is not protobuf: " + wrong.getMessage(), wrong);
      }
    }

    @Override
    public byte[] write(Message answer) {
      return answer.toByteArray();
    }
  },
  JSON("application/json") {
    @Override
    void merge(byte[] body, Message.Builder into) throws MalformedExport {
      JsonForm.merge(body, into);
    }

    @Override
    public byte[] write(Message answer) {
      try {
        return JsonFormat.printer()
            .omittingInsignificantWhitespace()
            .print(answer)
            .getBytes(StandardCharsets.UTF_8);
      } catch (InvalidProtocolBufferException impossible) {
        throw new IllegalStateException("an answer of ours has no JSON form", impossible);
      }
    }
  };

  /** Attribute values may hold values; deeper than this is refused. */
  static final int DEEPEST = 64;

  private final String mediaType;

  Form(String mediaType) {
    this.mediaType = mediaType;
  }

  /** E.g. {@code application/x-protobuf}. */
  public String mediaType() {
    return mediaType;
  }

  /** The form that a {@code Content-Type} header names, parameters apart. */
  public static Optional<Form> named(@Nullable String contentType) {
    String plain = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    for (Form each : values()) {
      if (each.mediaType.equals(plain.toLowerCase(Locale.ROOT))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a body.
   *
   * @throws MalformedExport where it is not of this form; sending it again is useless
   */
  public <B extends Message.Builder> B read(byte[] body, B into) throws MalformedExport {
    merge(body, into);
    return into;
  }

  abstract void merge(byte[] body, Message.Builder into) throws MalformedExport;

  /** The bytes of an answer. */
  public abstract byte[] write(Message answer);
}
