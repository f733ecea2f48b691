/// The `hebb` command.
module hebb.cli {
  requires hebb.model;
  requires java.management;
  requires jdk.httpserver;
  requires info.picocli;
  requires java.desktop;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.toml;
  requires static transitive org.jspecify;

  opens hebb.cli.command to
      info.picocli;
  opens hebb.cli.doctor to
      info.picocli;
  opens hebb.cli.option to
      info.picocli;
  opens hebb.cli.output to
      tools.jackson.databind;
}
