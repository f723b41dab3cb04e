namespace Interception.Composition;

/// <summary>Knows method names that read as if a call changed something, which a check would change again, for nobody.</summary>
/// <remarks>A name proves nothing, so it is worth a line in the log and no more. Pure.</remarks>
internal static class ChangingNames
{
    private static readonly string[] Verbs =
    [
        "Add", "Create", "Decrement", "Delete", "Increment", "Insert", "Publish", "Remove", "Save", "Send", "Set", "Submit", "Update", "Upsert", "Write",
    ];

    /// <summary>What makes things of a verb: add-ons, write-offs.</summary>
    private static readonly string[] Particles = ["Ons", "Offs"];

    /// <summary>Whether a method's name begins with such a verb, as a word of its own.</summary>
    public static bool Contains(string method) => Array.Exists(
        Verbs, verb => BeginsWith(method, verb) && !Array.Exists(Particles, particle => BeginsWith(method[verb.Length..], particle)));

    private static bool BeginsWith(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
