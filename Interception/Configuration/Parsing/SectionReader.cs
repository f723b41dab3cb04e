using Microsoft.Extensions.Configuration;

namespace Interception.Configuration.Parsing;

/// <summary>Reads the settings of one section by name. Whatever nobody asked for is an unknown setting.</summary>
/// <remarks>
/// The framework's binder is not used: it drops dictionary entries with a bad value, ignores misspelt names and reads "60" as
/// 60 days, all without a word.
/// </remarks>
internal sealed class SectionReader(IConfigurationSection section, ProblemList problems)
{
    private readonly Dictionary<string, IConfigurationSection> _unread =
        section.GetChildren().ToDictionary(child => child.Key, StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _known = [];

    /// <summary>Reads one value. A setting that is null counts as not given.</summary>
    public void Value<T>(string name, ValueParser<T> parse, Action<T> assign)
    {
        if (Take(name) is not { } setting)
        {
            return;
        }

        if (setting.GetChildren().Any())
        {
            problems.Add(setting.Path, "is a section or a list; write one value.");
        }
        else if (setting.Value is { } text && parse(text, out T? value, out string? problem))
        {
            assign(value);
        }
        else if (setting.Value is { } wrong && !parse(wrong, out _, out problem))
        {
            problems.Add(setting.Path, problem);
        }
    }

    /// <summary>Reads a list of names: <c>[ "a", "b" ]</c>, or one name as a value.</summary>
    public void Names(string name, Action<IList<string>> assign)
    {
        if (Take(name) is not { } setting)
        {
            return;
        }

        IConfigurationSection[] items = [.. setting.GetChildren()];
        if (items.Any(item => !NumberText.IsDigits(item.Key) || item.GetChildren().Any()))
        {
            problems.Add(setting.Path, "is a section; write a list of names: [ \"a\", \"b\" ].");
        }
        else if (items.Length > 0)
        {
            assign([.. items.Select(item => item.Value ?? string.Empty)]);
        }
        else if (setting.Value is { } single)
        {
            // An empty list arrives as an empty text.
            assign(single.Length == 0 ? [] : [single]);
        }
    }

    /// <summary>Reads a section inside this one.</summary>
    public void Section(string name, Action<IConfigurationSection> read)
    {
        if (Take(name) is { } setting && HasNoValue(setting, problems))
        {
            read(setting);
        }
    }

    /// <summary>Reads a section inside this one in whose place a password may stand, so that its value is not quoted.</summary>
    /// <param name="name">The section's name.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="example">What to write in place of a value.</param>
    public void Section(string name, Action<IConfigurationSection> read, string example)
    {
        if (Take(name) is not { } setting)
        {
            return;
        }

        if (!string.IsNullOrEmpty(setting.Value))
        {
            problems.Add(setting.Path, $"is a value; write a section: {example}.");
            return;
        }

        read(setting);
    }

    /// <summary>Reports every setting that was not asked for.</summary>
    public void ReportUnknown()
    {
        foreach (IConfigurationSection setting in _unread.Values)
        {
            problems.Add(setting.Path, NearestName.Find(setting.Key, _known) is { } nearest
                ? $"is not a setting; did you mean {Quoted.Value(nearest)}?"
                : $"is not a setting; the settings here are {string.Join(", ", _known)}.");
        }
    }

    /// <summary>Reports a value that stands where settings are expected.</summary>
    public static bool HasNoValue(IConfigurationSection setting, ProblemList problems)
    {
        if (string.IsNullOrEmpty(setting.Value))
        {
            return true;
        }

        problems.Add(setting.Path, $"{Quoted.Value(setting.Value)} is a value; write a section: {{ \"Setting\": \"value\" }}.");
        return false;
    }

    private IConfigurationSection? Take(string name)
    {
        _known.Add(name);
        return _unread.Remove(name, out IConfigurationSection? setting) ? setting : null;
    }
}
