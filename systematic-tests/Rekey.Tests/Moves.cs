using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;

namespace Rekey.Tests;

/// <summary>Short names for the moves that tests make.</summary>
internal static class Moves
{
    extension(Move)
    {
        public static Fault Crash => Move.Of<Crash>();

        public static Fault Recover => Move.Of<Recover>();

        public static Fault Leave => Move.Of<Leave>();

        public static Fault Join => Move.Of<Join>();

        public static Fault Partition => Move.Of<Partition>();

        public static Fault Merge => Move.Of<Merge>();

        public static Fault Refresh => Move.Of<Refresh>();

        public static Fault Send => Move.Of<Send>();

        public static Fault Replay
        {
            get => Move.Of<Replay>();
        }

        public static Fault Forge => Move.Of<Forge>();

        public static Fault Withhold => Move.Of<Withhold>();

        public static Fault Alter => Move.Of<Alter>();

        public static Fault Transplant => Move.Of<Transplant>();

        public static Fault Expose => Move.Of<Expose>();
    }
}
