using Microsoft.Extensions.Configuration;

namespace Interception.Configuration;

/// <summary>Tells a section that vanished from one that never was.</summary>
/// <remarks>
/// A deleted or half-written file empties its provider without a word.
/// A root is watched provider by provider: that an environment variable still sets something must not hide that the file with
/// all the methods is gone. Not thread-safe.
/// </remarks>
internal sealed class SectionWatch(IConfiguration configuration)
{
    private readonly string _path = ConfigurationReader.FindSection(configuration).Path;
    private HashSet<IConfigurationProvider> _speakers = [];
    private bool _existed;

    public string Path => _path;

    /// <summary>Where the section was when it was last remembered and is no more, or <see langword="null"/>.</summary>
    public string? FindVanished()
    {
        if (_existed && !Exists())
        {
            return "the configuration";
        }

        return Providers().FirstOrDefault(provider => _speakers.Contains(provider) && !Speaks(provider))?.ToString();
    }

    /// <summary>Remembers where the section is now.</summary>
    public void Remember()
    {
        _existed = Exists();
        _speakers = [.. Providers().Where(Speaks)];
    }

    // Not FindSection: with the section gone it would answer with another one.
    private bool Exists()
    {
        IConfigurationSection section = ConfigurationReader.FindSection(configuration);
        return section.Path.Equals(_path, StringComparison.OrdinalIgnoreCase) && section.Exists();
    }

    private IEnumerable<IConfigurationProvider> Providers() => (configuration as IConfigurationRoot)?.Providers ?? [];

    private bool Speaks(IConfigurationProvider provider) =>
        provider.GetChildKeys([], _path).Any() || (provider.TryGet(_path, out string? value) && value is not null);
}
