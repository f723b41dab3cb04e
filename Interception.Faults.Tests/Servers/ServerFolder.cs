namespace Interception.Faults.Tests.Servers;

/// <summary>A folder of its own for a server's files; it goes with the server.</summary>
internal sealed class ServerFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("interception-faults-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A server that is just ending may still write; the folder is a temporary one.
        }
    }
}
