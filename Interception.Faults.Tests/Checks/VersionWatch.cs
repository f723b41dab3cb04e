using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Checks;

/// <summary>Reads the version of every stored entry again and again, and notes each that is lower than before.</summary>
internal sealed class VersionWatch
{
    private readonly Dictionary<string, long> _highest = [];

    /// <summary>Versions that have gone back: name, and from what to what.</summary>
    public List<string> Decreased { get; } = [];

    /// <summary>How many times a version has gone up.</summary>
    public int Increases { get; private set; }

    /// <summary>How many versions have been read.</summary>
    public int Reads { get; private set; }

    /// <summary>Reads all entries of one server once.</summary>
    public void Look(StoredEntries entries)
    {
        foreach (string name in entries.Names())
        {
            if (entries.Version(name) is { } version)
            {
                Note(name, version);
            }
        }
    }

    /// <summary>Notes a version that was read.</summary>
    public void Note(string name, long version)
    {
        Reads++;
        if (_highest.TryGetValue(name, out long highest))
        {
            Increases += version > highest ? 1 : 0;
            if (version < highest)
            {
                Decreased.Add($"{name}: {version} after {highest}");
            }
        }

        _highest[name] = Math.Max(version, highest);
    }
}
