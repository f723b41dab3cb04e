using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Accessors, and methods without a result: named for caching or not, each call reaches the service.</summary>
[TestFixture]
internal sealed class AccessorTests
{
    internal interface IPanel
    {
        event EventHandler Pressed;

        string Label { get; set; }

        string this[int index] { get; set; }

        void Press();

        Task PressAsync();

        ValueTask PressSoonAsync();
    }

    private sealed class Panel : IPanel
    {
        private readonly Dictionary<int, string> _lines = [];

        public event EventHandler? Pressed;

        public string Label { get; set; } = "none";

        public string this[int index]
        {
            get => _lines[index];
            set => _lines[index] = value;
        }

        public void Press() => Pressed?.Invoke(this, EventArgs.Empty);

        public Task PressAsync()
        {
            Press();
            return Task.CompletedTask;
        }

        public async ValueTask PressSoonAsync()
        {
            await Task.Yield();
            Press();
        }
    }

    [Test, Property("Failure", "C17")]
    public async Task Call_NamedAccessorsAndMethodsWithoutAResult_AreNeverCached()
    {
        string[] named =
        [
            "add_Pressed", "remove_Pressed", "get_Label", "set_Label", "get_Item", "set_Item", "Press", "PressAsync", "PressSoonAsync",
        ];
        var services = new ServiceCollection();
        services.AddSingleton<IPanel, Panel>().CacheMethods([.. named.Select(static name => "IPanel." + name)]).DecorateWithCaching<IPanel>();
        await using ServiceProvider provider = services.BuildStrict();
        var panel = provider.GetRequiredService<IPanel>();
        int pressed = 0;
        void Count(object? sender, EventArgs e) => pressed++;

        for (int round = 1; round <= 2; round++)
        {
            panel.Pressed += Count;
            panel.Press();
            await panel.PressAsync();
            await panel.PressSoonAsync();
            panel.Pressed -= Count;
            panel.Press();
            panel.Label = $"label {round}";
            panel[1] = $"line {round}";
            Assert.That((pressed, panel.Label, panel[1]), Is.EqualTo((3 * round, $"label {round}", $"line {round}")));
        }

        string[] problems = [.. provider.GetProblems()];
        Assert.That(problems, Has.Length.EqualTo(named.Length));
        Assert.That(problems.Count(static one => one.Contains("it is a property, indexer or event accessor", StringComparison.Ordinal)), Is.EqualTo(6));
        Assert.That(problems.Count(static one => one.Contains("it returns no result", StringComparison.Ordinal)), Is.EqualTo(3));
    }
}
