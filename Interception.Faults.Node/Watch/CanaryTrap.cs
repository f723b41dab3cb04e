using System.Collections.Concurrent;

namespace Interception.Faults.Node.Watch;

/// <summary>Looks for texts that must not appear where a node writes.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CanaryTrap(IReadOnlyCollection<string> canaries)
{
    private const int MaxListed = 20;
    private const int MaxLength = 300;

    private readonly ConcurrentQueue<string> _leaks = new();

    public string[] Leaks => [.. _leaks];

    public void Look(string where, string? text)
    {
        if (text is not null && canaries.Count > 0 && _leaks.Count < MaxListed && HoldsCanary(text))
        {
            _leaks.Enqueue($"{where}: {text[..Math.Min(text.Length, MaxLength)]}");
        }
    }

    private bool HoldsCanary(string text) => canaries.Any(canary => text.Contains(canary, StringComparison.OrdinalIgnoreCase));
}
