using Listings.Nodes;

namespace Listings.Tests.Nodes;

[TestFixture]
internal sealed class ServerProgramTests
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    private DirectoryInfo _empty = null!;
    private DirectoryInfo _programs = null!;
    private DirectoryInfo _repository = null!;

    [SetUp]
    public void CreateFolders()
    {
        _empty = Directory.CreateTempSubdirectory("listings-empty-");
        _programs = Directory.CreateTempSubdirectory("listings-programs-");
        _repository = Directory.CreateTempSubdirectory("listings-repository-");
    }

    [TearDown]
    public void DeleteFolders()
    {
        foreach (DirectoryInfo folder in new[] { _empty, _programs, _repository })
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Find_RedisOnThePath_IsTaken()
    {
        string redis = Add("redis-server");
        Add("dotnet");
        AddManifest("garnet-server");

        ServerProgram program = ServerProgram.Find(SearchPath(), Below());

        Assert.That((program.Name, program.FileName), Is.EqualTo(("redis-server", redis)));
        Assert.That(program.Arguments("1234"), Is.EqualTo(
            new[] { "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port", "1234" }));
    }

    [Test]
    public void Find_NoRedis_TakesTheToolOfTheRepositoryAbove()
    {
        string dotnet = Add("dotnet");
        AddManifest("garnet-server");

        ServerProgram program = ServerProgram.Find(SearchPath(), Below());

        Assert.That(
            (program.Name, program.FileName, program.Folder), Is.EqualTo(("garnet-server", dotnet, _repository.FullName)));
        Assert.That(program.Arguments("1234"), Is.EqualTo(
            new[] { "tool", "run", "garnet-server", "--", "--lua", "true", "--bind", "127.0.0.1", "--port", "1234" }));
    }

    [Test]
    public void Find_ManifestWithoutTheTool_SaysWhatToInstall()
    {
        Add("dotnet");
        AddManifest("cake.tool");

        Assert.That(
            () => ServerProgram.Find(SearchPath(), Below()),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "There is no 'redis-server' in the folders of PATH, and no .config/dotnet-tools.json with 'garnet-server' from "
                + $"'{Below()}' upwards. Install Redis (apt-get install redis-server, brew install redis), "
                + "or run 'dotnet tool restore' in the repository."));
    }

    [Test]
    public void Find_NoPath_SaysWhatToInstall() =>
        Assert.That(() => ServerProgram.Find(null, _empty.FullName), Throws.InvalidOperationException);

    [TestCase("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64", "7.0.15")]
    [TestCase("GarnetServer 2.2.8+5cc8f3f50aa57ed694dfda928e4467593e073656", "2.2.8")]
    [TestCase("", "of unknown version")]
    public void VersionIn_WhatAProgramSays_IsTheFirstOne(string text, string version) =>
        Assert.That(ServerProgram.VersionIn(text), Is.EqualTo(version));

    private string SearchPath() => string.Join(Path.PathSeparator, _empty.FullName, _programs.FullName);

    private string Below() => _repository.CreateSubdirectory("bin").FullName;

    private string Add(string program)
    {
        string file = Path.Combine(_programs.FullName, program + Suffix);
        File.WriteAllText(file, "");
        return file;
    }

    private void AddManifest(string tool) => File.WriteAllText(
        Path.Combine(_repository.CreateSubdirectory(".config").FullName, "dotnet-tools.json"),
        $$"""{ "tools": { "{{tool}}": {} } }""");
}
