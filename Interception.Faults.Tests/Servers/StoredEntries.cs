using System.Globalization;
using System.Text;

namespace Interception.Faults.Tests.Servers;

/// <summary>Looks at, and tampers with, the entries that nodes have put into a server.</summary>
/// <remarks>
/// Knows of their format only what is documented: 158 bytes of header in ASCII, the kind at position 2, the version at 4 to 19,
/// the end of the lease at 49 to 61.
/// </remarks>
internal sealed class StoredEntries(RespConnection connection)
{
    private const int HeaderBytes = 158;
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

    /// <summary>The names that hold an answer: no generations, no mere lease, no tombstone.</summary>
    public IReadOnlyList<string> Answers() => [.. Names().Where(name => Kind(name) is '1' or '2')];

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

    /// <summary>Puts a value in the place of another; the time to live stays.</summary>
    public void Replace(string name, byte[] value) => connection.Ask("SET", name, value, "KEEPTTL");

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
            .. from name in Names()
               let value = Get(name)
               where value is { Length: >= HeaderBytes }
               let until =
                   long.Parse(value.AsSpan(LeaseUntilAt, LeaseUntilLength), NumberStyles.None, CultureInfo.InvariantCulture)
               where until > now
               select (name, TimeSpan.FromMilliseconds(until - now)),
        ];
    }

    private char? Kind(string name) => Get(name) is { Length: >= HeaderBytes } value ? (char)value[KindAt] : null;
}
