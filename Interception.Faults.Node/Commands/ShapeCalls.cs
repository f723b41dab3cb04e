using System.Text.Json;
using Interception.Faults.Node.Services;
using Interception.Faults.Node.Wire;

namespace Interception.Faults.Node.Commands;

/// <summary>
/// Calls every method of the cached <see cref="IShapes"/> and compares each answer with what the method computes.
/// </summary>
internal sealed class ShapeCalls(IShapes cached, ShapeRuns runs)
{
    private readonly Shapes _truth = new(new ShapeRuns());
    private readonly List<string> _wrong = [];
    private readonly List<string> _exceptions = [];
    private int _calls;

    public async Task<ShapesReport> MakeAsync(ShapesPlan plan)
    {
        int runsBefore = runs.Total;
        for (int number = plan.From; number < plan.From + plan.Count; number++)
        {
            await CompareAllAsync(number, plan.Text);
        }

        return new ShapesReport(_calls, runs.Total - runsBefore, [.. _wrong], [.. _exceptions]);
    }

    private async Task CompareAllAsync(int number, string text)
    {
        await CompareAsync(nameof(IShapes.RecordAsync), shapes => shapes.RecordAsync(number, text));
        await CompareAsync(nameof(IShapes.TextAsync), shapes => shapes.TextAsync(number, text));
        await CompareAsync(nameof(IShapes.NothingAsync), shapes => shapes.NothingAsync(number, text));
        await CompareAsync(nameof(IShapes.NumberAsync), shapes => shapes.NumberAsync(number, text));
        await CompareAsync(nameof(IShapes.MoneyAsync), shapes => shapes.MoneyAsync(number, text));
        await CompareAsync(nameof(IShapes.RatioAsync), shapes => shapes.RatioAsync(number, text));
        await CompareAsync(nameof(IShapes.MomentAsync), shapes => shapes.MomentAsync(number, text));
        await CompareAsync(nameof(IShapes.NameAsync), shapes => shapes.NameAsync(number, text));
        await CompareAsync(nameof(IShapes.BytesAsync), shapes => shapes.BytesAsync(number, text));
        await CompareAsync(nameof(IShapes.NumbersAsync), shapes => shapes.NumbersAsync(number, text));
        await CompareAsync(nameof(IShapes.ListAsync), shapes => shapes.ListAsync(number, text));
        await CompareAsync(nameof(IShapes.MapAsync), shapes => shapes.MapAsync(number, text));
        await CompareAsync(nameof(IShapes.NestedAsync), shapes => shapes.NestedAsync(number, text));
    }

    private async Task CompareAsync<T>(string method, Func<IShapes, Task<T>> call)
    {
        _calls++;
        try
        {
            // As text, because records compare their lists by reference.
            string served = JsonSerializer.Serialize(await call(cached));
            string right = JsonSerializer.Serialize(await call(_truth));
            if (served != right)
            {
                _wrong.Add($"{method}: served {served}, right is {right}");
            }
        }
        catch (Exception exception)
        {
            _exceptions.Add($"{method}: {exception.GetType().Name}");
        }
    }
}
