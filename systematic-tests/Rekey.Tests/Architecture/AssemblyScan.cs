using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Rekey.Tests.Architecture;

/// <summary>What a compiled assembly mentions, read from its metadata: the compiler cannot be talked out of that.</summary>
internal sealed class AssemblyScan
{
    private AssemblyScan(IReadOnlySet<string> types, IReadOnlySet<string> members, IReadOnlyList<string> stateMachines) =>
        (Types, Members, AsyncMethods) = (types, members, stateMachines);

    /// <summary>Full names of all types of other assemblies that are mentioned.</summary>
    public IReadOnlySet<string> Types { get; }

    /// <summary>Full names of all members of those types that are mentioned, without parameters.</summary>
    public IReadOnlySet<string> Members { get; }

    /// <summary>Types that the compiler made for methods with <c>async</c>.</summary>
    public IReadOnlyList<string> AsyncMethods { get; }

    public static AssemblyScan Of(string assembly)
    {
        using var stream = File.OpenRead(Assembly.Load(assembly).Location);
        using var image = new PEReader(stream);
        var reader = image.GetMetadataReader();
        var types = reader.TypeReferences.Select(h => NameOf(reader, h)).ToHashSet();
        var members = reader.MemberReferences
            .Select(h => reader.GetMemberReference(h))
            .Where(static m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{NameOf(reader, (TypeReferenceHandle)m.Parent)}.{reader.GetString(m.Name)}")
            .ToHashSet();
        var async = reader.TypeDefinitions
            .Where(h => reader.GetTypeDefinition(h).GetInterfaceImplementations()
                .Select(i => reader.GetInterfaceImplementation(i).Interface)
                .Any(i => i.Kind == HandleKind.TypeReference && NameOf(reader, (TypeReferenceHandle)i).EndsWith("IAsyncStateMachine", StringComparison.Ordinal)))
            .Select(h => reader.GetString(reader.GetTypeDefinition(h).Name))
            .ToList();
        return new AssemblyScan(types, members, async);
    }

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return $"{NameOf(reader, (TypeReferenceHandle)type.ResolutionScope)}.{name}";
        }

        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
