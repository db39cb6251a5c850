using System.Numerics;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Wire;

namespace Rekey.Worlds;

/// <summary>What may go wrong, and what applications may ask for; each within its budget.</summary>
public sealed partial class VsWorld
{
    private readonly List<Offer> requirements = [];

    /// <summary>Adds those of the enabled transitions that may happen: faults, requests of applications, moves of the adversary.</summary>
    public void OfferOptions(List<Offer> offers)
    {
        for (var i = 0; i < (int)Fault.Depth; i++)
        {
            if (left[i] > 0)
            {
                OfferFault((Fault)i, offers);
            }
        }
    }

    private void OfferFault(Fault fault, List<Offer> offers)
    {
        switch (fault)
        {
            case Fault.Merge:
                if (components.Count > 1 && DepthAllows(components))
                {
                    Optional(Move.Merge, 0, (1 << Math.Min(components.Count, 16)) - Math.Min(components.Count, 16) - 1, offers);
                }

                break;
            case Fault.Join or Fault.Partition:
                for (var c = 0; c < components.Count; c++)
                {
                    OfferToComponent(fault, c, offers);
                }

                break;
            default:
                foreach (var process in processes)
                {
                    OfferToProcess(fault, process, offers);
                }

                break;
        }
    }

    private void OfferToComponent(Fault fault, int c, List<Offer> offers)
    {
        if (!DepthAllows(components[c]))
        {
            return;
        }

        var size = components[c].Processes.Count;
        if (fault == Fault.Join)
        {
            Optional(Move.Join, c, 2, offers);
        }
        else if (size is >= 2 and <= SetPartitions.MaxSize)
        {
            Optional(Move.Partition, c, SetPartitions.Count(size), offers);
        }
    }

    private void OfferToProcess(Fault fault, Process process, List<Offer> offers)
    {
        switch (fault)
        {
            case Fault.Crash when process.IsAlive && DepthAllows(process.Component):
                Optional(Move.Crash, process.Index, 1, offers);
                break;
            case Fault.Leave when process.IsAlive && DepthAllows(process.Component):
                Optional(Move.Leave, process.Index, 1, offers);
                break;
            case Fault.Recover when process.Status == ProcessStatus.Crashed && !process.Recovered && components.Count > 0
                && process.Id.ToString().Length < MemberId.MaxLength && DepthAllows(components):
                Optional(Move.Recover, process.Index, components.Count, offers);
                break;
            case Fault.Refresh when process.IsAlive:
                Optional(Move.Refresh, process.Index, 1, offers);
                break;
            case Fault.Send when process.IsAlive:
                Optional(Move.Send, process.Index, 1, offers);
                break;
            case >= Fault.Replay when process.IsAlive && CountAttacks(fault, process) is > 0 and var count:
                Optional(Move.Crash + (byte)fault, process.Index, count, offers);
                break;
            default:
                break;
        }
    }

    private static void Optional(Move move, int operand, int options, List<Offer> offers) =>
        offers.Add(new Offer((byte)move, (short)operand, 0, options, 0, true));

    /// <summary>A fault in an unfinished rekey deepens the cascade; the budget bounds the depth.</summary>
    private bool DepthAllows(Component component) => component.IsSettled || component.Depth < Scenario.Faults[Fault.Depth];

    private bool DepthAllows(List<Component> all)
    {
        foreach (var component in all)
        {
            if (!DepthAllows(component))
            {
                return false;
            }
        }

        return true;
    }

    private void Strike(Component component)
    {
        component.Depth = DepthAfter(component);
        component.Target = null;
        DeepestCascade = Math.Max(DeepestCascade, component.Depth);
    }

    private void ApplyFault(in Choice choice)
    {
        var move = (Move)choice.Kind;
        if (move > Move.Transplant || left[move - Move.Crash] == 0 || choice.Option < 0)
        {
            throw new InvalidChoiceException($"the budget has no {move} left");
        }

        Require(choice);
        left[move - Move.Crash]--;
        Struck(choice);
        switch (move)
        {
            case Move.Crash:
                Strike(processes[choice.A].Component);
                Stop(processes[choice.A], ProcessStatus.Crashed);
                break;
            case Move.Leave:
                Strike(processes[choice.A].Component);
                Feed(processes[choice.A], LeaveRequested.Instance);
                Stop(processes[choice.A], ProcessStatus.Left);
                break;
            case Move.Recover:
                Recover(processes[choice.A], components[choice.Option]);
                break;
            case Move.Join:
                Strike(components[choice.A]);
                Start(MemberId.Parse($"{(choice.Option == 0 ? 'a' : 'z')}{++joined}"), components[choice.A]);
                break;
            case Move.Partition:
                Split(components[choice.A], choice.Option);
                break;
            case Move.Merge:
                Merge(choice.Option);
                break;
            case Move.Refresh:
                Ask(processes[choice.A], RefreshRequested.Instance);
                break;
            case Move.Send:
                Ask(processes[choice.A], new SendRequested(Binding.Payload(processes[choice.A].Id, processes[choice.A].Payloads++)));
                break;
            default:
                Attack(processes[choice.A], choice);
                break;
        }
    }

    private void Ask(Process process, PortEvent request)
    {
        log.Add(Observation.Requested(process, request));
        Feed(process, request);
    }

    /// <summary>A fault of a trace must be one that is offered here.</summary>
    private void Require(in Choice choice)
    {
        requirements.Clear();
        OfferFault((Fault)(choice.Kind - (byte)Move.Crash), requirements);
        foreach (var offer in requirements)
        {
            if (offer.A == choice.A && offer.B == choice.B && choice.Option < offer.Options)
            {
                return;
            }
        }

        throw new InvalidChoiceException($"{(Move)choice.Kind} of {choice.A} with option {choice.Option} is not enabled");
    }

    private void Stop(Process process, ProcessStatus status)
    {
        process.Status = status;
        if (status == ProcessStatus.Left)
        {
            departed.Add(process);
        }

        process.Component.Processes.Remove(process);
        log.Add(Observation.Gone(process, left: status == ProcessStatus.Left));
        if (process.Component.Processes.Count == 0)
        {
            components.Remove(process.Component);
        }
    }

    private void Recover(Process crashed, Component component)
    {
        crashed.Recovered = true;
        Strike(component);
        Start(MemberId.Parse($"{crashed.Id}'"), component);
    }

    private void Split(Component component, int option)
    {
        Strike(component);
        var parts = SetPartitions.Unrank(component.Processes.Count, option);
        var made = new Component[parts.Max()];
        for (var i = 0; i < made.Length; i++)
        {
            components.Add(made[i] = new Component(component.Depth));
        }

        // Part 0 keeps the object, and with it the messages in flight of processes that are gone.
        var all = component.Processes.ToArray();
        component.Processes.Clear();
        for (var i = 0; i < all.Length; i++)
        {
            all[i].Component = parts[i] == 0 ? component : made[parts[i] - 1];
            all[i].Component.Processes.Add(all[i]);
        }
    }

    private void Merge(int option)
    {
        var chosen = Subset(option);
        var (target, depth) = (components[BitOperations.TrailingZeroCount(chosen)], 0);
        for (var c = 0; c < components.Count; c++)
        {
            if ((chosen >> c & 1) != 0)
            {
                Strike(components[c]);
                depth = Math.Max(depth, components[c].Depth);
            }
        }

        for (var c = components.Count - 1; c >= 0; c--)
        {
            if ((chosen >> c & 1) == 0 || components[c] == target)
            {
                continue;
            }

            foreach (var process in components[c].Processes)
            {
                process.Component = target;
                target.Processes.Add(process);
            }

            components.RemoveAt(c);
        }

        target.Depth = depth;
        target.Processes.Sort(static (a, b) => a.Index.CompareTo(b.Index));
    }

    /// <summary>The option's number among the subsets of components with at least two elements, as bits.</summary>
    private static uint Subset(int option)
    {
        for (var bits = 3u; ; bits++)
        {
            if (BitOperations.PopCount(bits) >= 2 && option-- == 0)
            {
                return bits;
            }
        }
    }
}
