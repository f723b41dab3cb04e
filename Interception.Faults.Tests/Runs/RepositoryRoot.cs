namespace Interception.Faults.Tests.Runs;

/// <summary>Finds the working copy that the tests were built from.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder that holds Interception.slnx.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Interception.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"Interception.slnx is in no folder above '{start}': run the tests from a working copy.");
    }
}
