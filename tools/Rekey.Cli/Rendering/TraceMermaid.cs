using Rekey.Worlds.Traces;
namespace Rekey.Cli.Rendering;
internal static class TraceMermaid { public static string Of(TraceDocument t) => ""; }
