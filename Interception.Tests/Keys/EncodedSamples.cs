using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Interception.Keys;
using Interception.Storage.Payload;
using Interception.Storage.Shared;
using Interception.Tests.Storage.Payload;
using Interception.Tests.Storage.Shared;
using static Interception.Tests.Keys.KeyZoo;

namespace Interception.Tests.Keys;

/// <summary>Values whose bytes a culture, a time zone, a hash seed or the order of insertion could change, and those bytes.</summary>
internal static class EncodedSamples
{
    /// <summary>What the line that tells of the process begins with.</summary>
    public const char Witness = '#';

    /// <summary>What a process of its own is told by.</summary>
    public const string CultureVariable = "SAMPLES_CULTURE", SeedVariable = "SAMPLES_SEED";

    // Sorted collections compare as the culture does: no two of them are equal in any.
    private static readonly string[] Words =
    [
        "i", "I", "ı", "İ", "ä", "z", "co-op", "é", "", "a", "A", "b", "B", "ccc", "ch", "cz", "1", "10", "9",
    ];

    private static readonly DateTime[] Dates =
    [
        new(2026, 3, 29, 2, 30, 0, DateTimeKind.Local), new(2026, 10, 25, 2, 30, 0, DateTimeKind.Local), DateTime.UnixEpoch,
        new(2026, 7, 1, 0, 0, 0, DateTimeKind.Unspecified), new(1, DateTimeKind.Local), new(DateTime.MaxValue.Ticks - 1, DateTimeKind.Utc),
    ];

    /// <summary>Writes all of it to the console, in the culture and the order that these variables name.</summary>
    public static void Print()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(Environment.GetEnvironmentVariable(CultureVariable)!);
        int seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable)!, CultureInfo.InvariantCulture);
        string order = string.Join(',', Words.ToImmutableHashSet().Select(word => Array.IndexOf(Words, word)));
        int hash = KeyProbe.For(Schema("Pair")).Hash([1, null]);
        string offset = TimeZoneInfo.Local.BaseUtcOffset.ToString("c", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Witness} {CultureInfo.CurrentCulture.Name} {offset} {0.5.ToString(CultureInfo.CurrentCulture)} {hash} {order}"));
        foreach (string line in Lines(seed))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>What each sample is encoded to, a line each.</summary>
    /// <param name="seed">Decides in which order sets and maps are filled.</param>
    public static IReadOnlyList<string> Lines(int seed)
    {
        var lines = new List<string>();
        var random = new Random(seed);
        AddCollections(lines, random);
        AddScalars(lines);
        AddPayloads(lines);
        AddKeys(lines, random);
        return lines;
    }

    private static void AddCollections(List<string> lines, Random random)
    {
        Add(lines, Shuffled(random).ToHashSet());
        Add(lines, Shuffled(random).ToImmutableHashSet());
        Add(lines, new SortedSet<string>(Shuffled(random)));
        Add(lines, Shuffled(random).ToImmutableSortedSet());
        Add(lines, Shuffled(random).ToDictionary(word => word, word => word.Length));
        Add(lines, Shuffled(random).ToImmutableDictionary(word => word, word => word.Length));
        Add(lines, new SortedDictionary<string, int>(Shuffled(random).ToDictionary(word => word, word => word.Length)));
        Add(lines, Shuffled(random).Select(word => (word, Array.IndexOf(Words, word))).ToHashSet());
        Add(lines, new Shelf { Words = [.. Shuffled(random)], Parts = NewParts(random) });
    }

    private static void AddScalars(List<string> lines)
    {
        Add(lines, Words);
        Add(lines, "\uD800");
        Add(lines, Dates);
        Add(lines, (1234.5, 1234.50m, 1e30f, -0.0, Half.Pi));
        Add(lines, (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-11)), TimeSpan.MinValue, DateOnly.MaxValue, TimeOnly.MaxValue));
        Add(lines, (Color.Green, Guid.Empty, 'İ', new Uri("http://I/i"), new Version(1, 2)));
    }

    private static void AddPayloads(List<string> lines)
    {
        var value = new Zoo.Scalars { Local = Dates[0], Utc = Dates[2], Unspecified = Dates[3], Scaled = 1.50m, Float = 0.5f, Char = 'İ' };
        PayloadCodec codec = Copies.CodecOf(typeof(Zoo.Scalars));
        byte[] payload = codec.Serialize(value);
        lines.Add(Convert.ToHexString(payload));
        Add(lines, (Zoo.Scalars)codec.Deserialize(payload)!);
        foreach (DateTime date in Dates)
        {
            Add(lines, Copies.Of(date));
        }
    }

    private static void AddKeys(List<string> lines, Random random)
    {
        object?[] scalars = ScalarArguments();
        scalars[7] = Dates[1];
        AddKey(lines, "Scalars", scalars);
        AddKey(lines, "Set", [Shuffled(random).ToHashSet()]);
        AddKey(lines, "Encoded", [new Filter { Text = "Iiıİ", Ids = [3, 1], Limit = 0.5 }, null, Words]);
        MethodInfo method = Method("Nullables");
        lines.Add(MethodIdentity.Of(typeof(IMethods), method, 1234, 1234, typeof(string)));
    }

    private static void AddKey(List<string> lines, string method, object?[] arguments)
    {
        var names = new EntryNames("c:shop:1:", "IShop.Find", "shop", "identity", new byte[32], null);
        KeyProbe probe = KeyProbe.For(Schema(method));
        lines.Add(Convert.ToHexString(probe.Bytes(arguments)));
        lines.Add(probe.Names(names, 0, arguments).Read.ToText());
    }

    private static void Add<T>(List<string> lines, T value) =>
        lines.Add($"{Convert.ToHexString(Canonical.Encoding.Of(value))} {Canonical.Encoding.Digest(value).Hash:x32}");

    private static string[] Shuffled(Random random)
    {
        string[] words = [.. Words];
        random.Shuffle(words);
        return words;
    }

    private static Dictionary<string, Shelf> NewParts(Random random) =>
        Shuffled(random).ToDictionary(word => word, word => new Shelf { Words = [.. Shuffled(random), word + "!"] });

    internal sealed class Shelf
    {
        public HashSet<string> Words { get; set; } = [];

        public Dictionary<string, Shelf>? Parts { get; set; }
    }
}
