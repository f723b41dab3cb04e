// Whether the package is what its users rely on.
using System.IO.Compression;
using System.Xml.Linq;

// What a user of the package relies on, and what nobody sees until it is missing.
void VerifyPackage(FilePath package)
{
    using ZipArchive archive = ZipFile.OpenRead(package.FullPath);
    var files = archive.Entries.Select(entry => entry.FullName).ToHashSet();
    using Stream stream = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec")).Open();
    XElement[] nuspec = [.. XDocument.Load(stream).Descendants()];
    XElement[] Named(string name) => [.. nuspec.Where(element => element.Name.LocalName == name)];

    string[] problems = [.. Problems()];
    if (problems.Length > 0)
    {
        throw new CakeException($"{package.GetFilename()}: " + string.Join("; ", problems));
    }

    Information($"{package.GetFilename()}: readme, licence, documentation, symbols and dependencies are as they should be.");

    IEnumerable<string> Problems()
    {
        if (!files.Contains("README.md") || !Named("readme").Any(element => element.Value == "README.md"))
        {
            yield return "it has no README.md";
        }

        if (!Named("license").Any(element => (string)element.Attribute("type") == "expression" && element.Value.Length > 0))
        {
            yield return "it names no licence expression";
        }

        foreach (string assembly in files.Where(file => file.StartsWith("lib/") && file.EndsWith(".dll")))
        {
            if (!files.Contains(System.IO.Path.ChangeExtension(assembly, ".xml")))
            {
                yield return $"{assembly} has no XML documentation beside it";
            }
        }

        if (!files.Any(file => file.StartsWith("lib/") && file.EndsWith(".dll")))
        {
            yield return "it has no assembly under lib/";
        }

        if (!FileExists(package.ChangeExtension("snupkg")))
        {
            yield return "it has no snupkg beside it";
        }

        // Their analyzers would judge code that never heard of protobuf or Redis: PBN0015 is an error there.
        foreach (string vendor in new[] { "protobuf-net", "StackExchange.Redis" })
        foreach (string problem in ToolsOf(vendor))
        {
            yield return problem;
        }
    }

    IEnumerable<string> ToolsOf(string vendor)
    {
        XElement[] dependencies = [.. Named("dependency").Where(element => (string)element.Attribute("id") == vendor)];
        if (dependencies.Length == 0)
        {
            yield return $"it does not depend on {vendor}, so this check guards nothing: mend the check";
        }

        foreach (XElement dependency in dependencies)
        {
            string[] excluded = ((string)dependency.Attribute("exclude") ?? "").Split(',');
            string[] missing = [.. new[] { "Build", "BuildTransitive", "Analyzers" }.Except(excluded)];
            if (missing.Length > 0 || dependency.Attribute("include") is not null)
            {
                yield return $"it hands on the build tools of {vendor}: the dependency does not exclude {string.Join(", ", missing)}";
            }
        }
    }
}

// Builds a project that knows the package alone and has a contract that protobuf-net's analyzers reject. Only this shows
// what flows to a user: NuGet hands on analyzers that the nuspec excludes (NuGet/Home#6279).
void UsePackage(FilePath package, string project)
{
    CleanDirectory("./artifacts/consumer");
    string version = package.GetFilenameWithoutExtension().FullPath["Interception.".Length..];
    DotNetBuild(project, new DotNetBuildSettings
    {
        NoLogo = true, Verbosity = DotNetVerbosity.Quiet, ArgumentCustomization = arguments => arguments.Append($"-p:InterceptionVersion={version}"),
    });
    Information($"{package.GetFilename()}: a project that knows nothing else builds with it.");
}
