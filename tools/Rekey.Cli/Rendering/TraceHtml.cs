using Rekey.Worlds.Traces;
namespace Rekey.Cli.Rendering;
internal static class TraceHtml { public static string Of(TraceDocument t) => ""; }
