using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Interception.Tests.Configuration;

/// <summary>A JSON file on disk whose watcher fires when the test says so, at once and on the test's thread.</summary>
internal sealed class SettingsFile : IFileProvider, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings");
    private ConfigurationReloadToken _token = new();

    /// <summary>Writes the file and reads it.</summary>
    /// <param name="section">What stands in its section "Interception".</param>
    /// <param name="others">What else the configuration consists of.</param>
    public SettingsFile(string section, params IConfigurationSource[] others)
    {
        Write(section);
        IConfigurationBuilder builder = new ConfigurationBuilder().AddJsonFile(source =>
        {
            (source.FileProvider, source.Path) = (this, "appsettings.json");
            (source.Optional, source.ReloadOnChange, source.ReloadDelay) = (true, true, 0);
        });
        Array.ForEach(others, other => builder.Add(other));
        Root = builder.Build();
    }

    public IConfigurationRoot Root { get; }

    public string Path => System.IO.Path.Combine(_folder.FullName, "appsettings.json");

    public void Write(string section) => File.WriteAllText(Path, $"{{ \"Interception\": {section} }}");

    public void Delete() => File.Delete(Path);

    /// <summary>Lets the watcher fire.</summary>
    /// <returns>What the JSON provider threw for a file that it can't read; nobody sees it in an application.</returns>
    public Exception? Fire()
    {
        try
        {
            Interlocked.Exchange(ref _token, new ConfigurationReloadToken()).OnReload();
            return null;
        }
        catch (AggregateException exception)
        {
            return exception.InnerException;
        }
    }

    public IFileInfo GetFileInfo(string subpath)
    {
        using PhysicalFileProvider files = new(_folder.FullName);
        return files.GetFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => _token;

    public void Dispose()
    {
        (Root as IDisposable)?.Dispose();
        _folder.Delete(recursive: true);
    }
}
