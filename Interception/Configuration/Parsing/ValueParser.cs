using System.Diagnostics.CodeAnalysis;

namespace Interception.Configuration.Parsing;

/// <summary>Reads a value from its text, or says what is wrong with the text and what to write instead.</summary>
internal delegate bool ValueParser<T>(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? problem);
