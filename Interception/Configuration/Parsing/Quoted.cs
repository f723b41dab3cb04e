namespace Interception.Configuration.Parsing;

/// <summary>Quotes what a user wrote, for messages; what is too long to be read is cut.</summary>
internal static class Quoted
{
    private const int MaxCharacters = 80;

    public static string Value(string text) => $"\"{Cut(text)}\"";

    public static string Name(string text) => $"'{Cut(text)}'";

    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));

    private static string Cut(string text) =>
        text.Length <= MaxCharacters ? text : string.Concat(text.AsSpan(0, MaxCharacters), "...");
}
