namespace Rekey.Explorer.Exhaustive;

/// <summary>How each state was reached first.</summary>
internal sealed class Paths
{
    private readonly Rows<int> parents = new();
    private readonly Rows<ulong> choices = new();

    /// <summary>Notes that a state was first reached from another one.</summary>
    public void Note(int number, int parent, in Choice choice) =>
        (parents[number], choices[number]) = (parent, choice.Kind | ((ulong)(ushort)choice.A << 8) | ((ulong)(byte)choice.B << 24) | ((ulong)(uint)choice.Option << 32));

    /// <summary>The choices that lead from the initial state to this one.</summary>
    public List<Choice> To(int number)
    {
        var path = new List<Choice>();
        for (; number != 0; number = parents[number])
        {
            var packed = choices[number];
            path.Add(new Choice((byte)packed, (short)(packed >> 8), (byte)(packed >> 24), (int)(packed >> 32)));
        }

        path.Reverse();
        return path;
    }
}
