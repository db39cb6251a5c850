using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Rekey.Tests.Architecture;

/// <summary>Which fields change after their object is made, read from the compiled code.</summary>
internal static class FieldScan
{
    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields().Select(static f => (OpCode)f.GetValue(null)!).ToDictionary(static c => c.Value);

    /// <summary>Places where a type writes a field of its own outside of its constructors, as <c>Type.Field in Method</c>. What the compiler made is left out.</summary>
    public static IEnumerable<string> Written(Type type) =>
        from method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where !IsCompilers(type)
        from field in Stored(method)
        where !field.IsInitOnly && !IsCompilers(field.DeclaringType!)
        select $"{field.DeclaringType!.Name}.{field.Name} in {method.Name}";

    private static bool IsCompilers(Type? type) => type is not null && (type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || IsCompilers(type.DeclaringType));

    private static IEnumerable<FieldInfo> Stored(MethodInfo method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var op = OpCodes[code[at] == 0xFE ? (short)((0xFE << 8) | code[at + 1]) : code[at]];
            at += op.Size;
            if (op == System.Reflection.Emit.OpCodes.Stfld || op == System.Reflection.Emit.OpCodes.Stsfld)
            {
                yield return method.Module.ResolveField(
                    BitConverter.ToInt32(code, at), method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : [])!;
            }

            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
