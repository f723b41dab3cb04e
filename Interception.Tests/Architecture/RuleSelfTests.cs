using NUnit.Framework;

namespace Interception.Tests.Architecture;

/// <summary>Shows each rule a sample that breaks it and one that does not: a rule that can't fail holds nothing.</summary>
[TestFixture]
internal sealed class RuleSelfTests
{
    [TestCase("using Interception.Storage;")]
    [TestCase("using static Interception.Storage.EntryStore;")]
    [TestCase("using Store = Interception.Storage.EntryStore;")]
    [TestCase("using Interception.Storage.Payload;")]
    [TestCase("    global::Interception.Storage.EntryStore store = new();")]
    [TestCase("    private readonly Storage.EntryStore _store;")]
    [TestCase("    private readonly List<Storage.Payload.PayloadCodec> _codecs;")]
    public void ImportRule_UseOutsideTheTable_NamesFileAndLine(string line)
    {
        string[] found = Imports("Interception/Keys/CacheKey.cs", "// why\n" + line);

        Assert.That(found, Is.EqualTo(["Interception/Keys/CacheKey.cs:2: Keys must not use Storage; it may use no other stage."]));
    }

    [TestCase("using Interception.Keys;")]
    [TestCase("using Interception;")]
    [TestCase("// using Interception.Storage;")]
    [TestCase("/// <see cref=\"Interception.Storage.EntryStore\"/>")]
    [TestCase("    int count = arguments.Storage.EntryStore;")]
    [TestCase("    int count = Storage.Count;")]
    [TestCase("    string text = \"Interception.Storage.EntryStore\";")]
    public void ImportRule_UseInsideTheTable_IsFine(string line) =>
        Assert.That(Imports("Interception/Keys/CacheKey.cs", line), Is.Empty);

    [Test]
    public void ImportRule_RootFile_MayUseEveryStage() =>
        Assert.That(Imports("Interception/Registration.cs", "using Interception.Storage;"), Is.Empty);

    [Test]
    public void ImportRule_FolderOutsideTheTable_IsABreach() =>
        Assert.That(Imports("Interception/Helpers/Text.cs", "namespace Interception.Helpers;"), Has.One.Contains("'Helpers' is no stage"));

    [Test]
    public void ImportRule_Table_HasNoCircle()
    {
        var below = ImportRule.Table.ToDictionary(row => row.Key, row => row.Value.ToHashSet());
        while (below.FirstOrDefault(row => row.Value.Count == 0) is { Key: { } floor })
        {
            below.Remove(floor);
            foreach (HashSet<string> stages in below.Values)
            {
                stages.Remove(floor);
            }
        }

        Assert.That(below.Keys, Is.Empty, "these stages import each other in a circle");
    }

    [TestCase("Interception/Lookup/Flight.cs", "using Castle.DynamicProxy;")]
    [TestCase("Interception/CallsAgain/Proxy.cs", "using Castle.DynamicProxy;")]
    [TestCase("Interception/Calls/Decoration.cs", "using Scrutor;")]
    [TestCase("Interception/Keys/Encoder.cs", "using ProtoBuf.Meta;")]
    [TestCase("Interception/Storage/Entry.cs", "    ProtoBuf.Serializer.Serialize(stream, value);")]
    [TestCase("Interception/Storage/Entry.cs", "using StackExchange.Redis;")]
    [TestCase("Interception/Registration.cs", "using Microsoft.EntityFrameworkCore;")]
    public void VendorRule_OutsideTheRoom_IsABreach(string path, string line) =>
        Assert.That(VendorRule.Check(new SourceFile(path, "\n" + line)), Has.One.Property(nameof(Breach.Line)).EqualTo(2));

    [TestCase("Interception/Calls/Proxies/ProxyTypes.cs", "using Castle.DynamicProxy;")]
    [TestCase("Interception/Composition/CacheDecoration.cs", "using Scrutor;")]
    [TestCase("Interception/Storage/Payload/PayloadModel.cs", "using ProtoBuf.Meta;")]
    [TestCase("Interception/Storage/Redis/Bus.cs", "using StackExchange.Redis;")]
    [TestCase("Interception/Keys/Encoder.cs", "// unlike Castle.DynamicProxy;")]
    [TestCase("Interception/Keys/Encoder.cs", "using Interception.Castle;")]
    public void VendorRule_InTheRoom_IsFine(string path, string line) =>
        Assert.That(VendorRule.Check(new SourceFile(path, line)), Is.Empty);

    [TestCase("Interception/Storage/Entry.cs", 1)]
    [TestCase("Interception/Calls/Runs/Run.cs", 0)]
    [TestCase("Interception/Lookup/Caller.cs", 0)]
    [TestCase("Interception/Registration.cs", 0)]
    public void ServiceProviderRule_KnowsItsRooms(string path, int breaches) =>
        Assert.That(ServiceProviderRule.Check(new SourceFile(path, "void Do(IServiceProvider services)")).Count(), Is.EqualTo(breaches));

    [TestCase(ShapeRule.LongestFileLines, 0)]
    [TestCase(ShapeRule.LongestFileLines + 1, 1)]
    public void ShapeRule_Length_CountsLines(int lines, int breaches)
    {
        var file = new SourceFile("Interception/Keys/Long.cs", string.Concat(Enumerable.Repeat("// line\n", lines)));

        Assert.That(ShapeRule.CheckLength(file).Count(), Is.EqualTo(breaches));
    }

    [TestCase("namespace Interception.Keys;", 1)]
    [TestCase("namespace Interception.Keys.Types {", 1)]
    [TestCase("internal sealed class CacheKey;", 1)]
    [TestCase("namespace Interception.Keys.Types;", 0)]
    [TestCase("[assembly: CLSCompliant(false)]", 0)]
    public void ShapeRule_Namespace_IsTheFolder(string line, int breaches) =>
        Assert.That(ShapeRule.CheckNamespace(new SourceFile("Interception/Keys/Types/X.cs", line)).Count(), Is.EqualTo(breaches));

    [TestCase("Interception/Keys/X.cs", "public sealed class X", 1)]
    [TestCase("Interception/Keys/X.cs", "public readonly record struct X", 1)]
    [TestCase("Interception/Keys/X.cs", "internal sealed class X", 0)]
    [TestCase("Interception/Keys/X.cs", "    public enum Nested", 0)]
    [TestCase("Interception/X.cs", "public sealed class X", 0)]
    public void ShapeRule_Visibility_KeepsStagesInternal(string path, string line, int breaches) =>
        Assert.That(ShapeRule.CheckVisibility(new SourceFile(path, line)).Count(), Is.EqualTo(breaches));

    [TestCase("Thread.Sleep(10);")]
    [TestCase("await Task.Delay(10);")]
    [TestCase("SpinWait.SpinUntil(() => done);")]
    [TestCase("RunAsync().GetAwaiter().GetResult();")]
    [TestCase("int value = task.Result;")]
    [TestCase("task.Wait();")]
    [TestCase("Task.WaitAll(tasks);")]
    [TestCase("DateTime now = DateTime.UtcNow;")]
    [TestCase("var now = DateTimeOffset.Now;")]
    [TestCase("async void OnChange()")]
    public void BannedCallRule_InTheLibrary_IsABreach(string line) =>
        Assert.That(BannedCallRule.CheckLibrary(new SourceFile("Interception/Lookup/X.cs", line)), Has.One.Items);

    [TestCase("// Thread.Sleep(10) would freeze it")]
    [TestCase("bool isTaken = permits.Wait(0);")]
    [TestCase("await gate.WaitAsync(token).ConfigureAwait(false);")]
    [TestCase("DateTimeOffset now = clock.GetUtcNow();")]
    [TestCase("Log(\"task.Result\");")]
    [TestCase("return invocation.Result(value);")]
    public void BannedCallRule_InTheLibrary_IsFine(string line) =>
        Assert.That(BannedCallRule.CheckLibrary(new SourceFile("Interception/Lookup/X.cs", line)), Is.Empty);

    [Test]
    public void BannedCallRule_Permit_HoldsForItsCodeAlone()
    {
        var clock = new SourceFile(
            "Interception/Storage/CoarseTime.cs", "Thread.Sleep(PeriodMilliseconds);\nThread.Sleep(5);\ntask.Wait();");

        Assert.That(BannedCallRule.CheckLibrary(clock).Select(breach => breach.Line), Is.EqualTo([2, 3]));
    }

    [TestCase("Thread.Sleep(10);", 1)]
    [TestCase("await Task.Delay(10);", 1)]
    [TestCase("task.Wait();", 0)]
    public void BannedCallRule_InTests_BansSleeps(string line, int breaches) =>
        Assert.That(BannedCallRule.CheckTests(new SourceFile("Interception.Tests/Keys/X.cs", line)).Count(), Is.EqualTo(breaches));

    private static string[] Imports(string path, string text)
    {
        SourceFile[] library =
        [
            new(path, text),
            new("Interception/Storage/EntryStore.cs", ""),
            new("Interception/Storage/Payload/PayloadCodec.cs", ""),
        ];
        return [.. ImportRule.Check(library).Select(breach => breach.ToString())];
    }
}
