using Microsoft.Extensions.Configuration;

namespace Interception.Tests.Configuration;

/// <summary>Settings in memory that a test replaces as a whole, as a file provider does.</summary>
internal sealed class SettingsProvider : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public SettingsProvider Set(params (string Path, string? Value)[] settings)
    {
        Data = settings.ToDictionary(
            setting => "Interception:" + setting.Path, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        return this;
    }

    public void Fire() => OnReload();

    public void Change(params (string Path, string? Value)[] settings) => Set(settings).Fire();
}
