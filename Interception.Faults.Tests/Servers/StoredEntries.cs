using System.Globalization;
using System.Text;

namespace Interception.Faults.Tests.Servers;

/// <summary>Looks at, and tampers with, the entries that nodes have put into a server.</summary>
/// <remarks>
/// Knows of their format only what is documented: 226 bytes of header in ASCII, the kind at position 2, the version at 4 to 19,
/// the end of the lease at 49 to 61.
/// </remarks>
internal sealed class StoredEntries(RespConnection connection)
{
    /// <summary>As many values are asked for with one command.</summary>
    private const int ValuesTogether = 500;

    private const int HeaderBytes = 226;
    private const int KindAt = 2;
    private const int VersionAt = 4;
    private const int VersionLength = 16;
    private const int LeaseUntilAt = 49;
    private const int LeaseUntilLength = 13;

    /// <summary>All names in the server.</summary>
    public IReadOnlyList<string> Names()
    {
        var names = new HashSet<string>();
        string cursor = "0";
        do
        {
            object?[] page = (object?[])connection.Ask("SCAN", cursor, "COUNT", 1000)!;
            cursor = Encoding.ASCII.GetString((byte[])page[0]!);
            names.UnionWith(((object?[])page[1]!).Select(name => Encoding.UTF8.GetString((byte[])name!)));
        }
        while (cursor != "0");

        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>The entries that hold an answer, by name: no generations, no mere lease, no tombstone.</summary>
    public IReadOnlyDictionary<string, byte[]> Answers() =>
        Values().Where(entry => (char)entry.Value[KindAt] is '1' or '2').ToDictionary(entry => entry.Name, entry => entry.Value);

    /// <summary>The value under a name; null for nothing, and for what is no string.</summary>
    public byte[]? Get(string name)
    {
        try
        {
            return (byte[]?)connection.Ask("GET", name);
        }
        catch (RespException)
        {
            return null;
        }
    }

    /// <summary>Puts values in the place of others; their times to live stay.</summary>
    public void ReplaceAll(IEnumerable<(string Name, byte[] Value)> entries) =>
        connection.AskAll(entries.Select(entry => (object[])["SET", entry.Name, entry.Value, "KEEPTTL"]));

    /// <summary>Deletes one name after the other.</summary>
    public void DeleteAll(IEnumerable<string> names) => connection.AskAll(names.Select(name => (object[])["DEL", name]));

    /// <summary>The version in an entry's header; null where there is no entry.</summary>
    public long? Version(string name) =>
        Get(name) is { Length: >= HeaderBytes } value
            && long.TryParse(
                value.AsSpan(VersionAt, VersionLength), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? version
            : null;

    /// <summary>
    /// How long the leases of all entries still run, by the server's clock; those that have ended are left out.
    /// </summary>
    public IReadOnlyList<(string Name, TimeSpan Left)> Leases()
    {
        string seconds = Encoding.ASCII.GetString((byte[])((object?[])connection.Ask("TIME")!)[0]!);
        long now = long.Parse(seconds, CultureInfo.InvariantCulture) * 1000;
        return
        [
            .. from entry in Values()
               let until =
                   long.Parse(entry.Value.AsSpan(LeaseUntilAt, LeaseUntilLength), NumberStyles.None, CultureInfo.InvariantCulture)
               where until > now
               select (entry.Name, TimeSpan.FromMilliseconds(until - now)),
        ];
    }

    private IEnumerable<(string Name, byte[] Value)> Values() => Names().Chunk(ValuesTogether)
        .SelectMany(some => some.Zip((object?[])connection.Ask(["MGET", .. some])!))
        .Where(entry => entry.Second is byte[] { Length: >= HeaderBytes })
        .Select(entry => (entry.First, (byte[])entry.Second!));
}
