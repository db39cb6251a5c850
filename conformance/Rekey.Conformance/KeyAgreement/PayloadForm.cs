using System.Formats.Cbor;

namespace Rekey.Conformance.KeyAgreement;

/// <summary>The CBOR of a message's body, taken apart down to what is no map and no list: any part can be left out, replaced, or added to.</summary>
internal sealed class PayloadForm
{
    private readonly byte[] leaf;
    private readonly List<(long Label, PayloadForm Value)>? map;
    private readonly List<PayloadForm>? list;

    private PayloadForm(byte[] leaf, List<(long, PayloadForm)>? map, List<PayloadForm>? list) => (this.leaf, this.map, this.list) = (leaf, map, list);

    /// <summary>Takes a document apart.</summary>
    public static PayloadForm Of(byte[] payload) => Read(new CborReader(payload, CborConformanceMode.Lax));

    /// <summary>The document with the value at a path replaced by bytes, or left out. A step of the path is a map's label or a list's index.</summary>
    public byte[] With(ReadOnlySpan<long> path, byte[]? value)
    {
        var entries = map?.Select(static e => (e.Label, e.Value)).ToList() ?? list!.Select(static (v, i) => ((long)i, v)).ToList();
        var written = new List<(long, byte[])>();
        foreach (var (label, part) in entries)
        {
            if (label != path[0])
            {
                written.Add((label, part.Encode()));
            }
            else if (path.Length > 1)
            {
                written.Add((label, part.With(path[1..], value)));
            }
            else if (value is not null)
            {
                written.Add((label, value));
            }
        }

        if (path.Length == 1 && value is not null && entries.TrueForAll(At(path[0])))
        {
            written.Add((path[0], value));
        }

        return map is not null ? Forger.Map([.. written]) : Forger.List([.. written.Select(static w => w.Item2)]);

        static Predicate<(long Label, PayloadForm)> At(long label) => e => e.Label != label;
    }

    /// <summary>The bytes.</summary>
    public byte[] Encode() => map is not null ? Forger.Map([.. map.Select(static e => (e.Label, e.Value.Encode()))])
        : list is not null ? Forger.List([.. list.Select(static v => v.Encode())])
        : leaf;

    private static PayloadForm Read(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                var map = new List<(long, PayloadForm)>();
                for (var left = reader.ReadStartMap(); left > 0; left--)
                {
                    map.Add((reader.ReadInt64(), Read(reader)));
                }

                reader.ReadEndMap();
                return new PayloadForm([], map, null);
            case CborReaderState.StartArray:
                var list = new List<PayloadForm>();
                for (var left = reader.ReadStartArray(); left > 0; left--)
                {
                    list.Add(Read(reader));
                }

                reader.ReadEndArray();
                return new PayloadForm([], null, list);
            default:
                return new PayloadForm(reader.ReadEncodedValue().ToArray(), null, null);
        }
    }
}
