using NUnit.Framework;
using static Interception.Tests.Storage.Shared.SchemaPlan;

namespace Interception.Tests.Storage.Shared;

/// <summary>Each kind of edit once, with its name.</summary>
internal static class SchemaCases
{
    private static readonly SchemaPlan Plain = First();
    private static readonly SchemaPlan Contract = First().With(Root, one => one with { IsContract = true });

    /// <summary>Edits after which values would be written, read or compared otherwise.</summary>
    public static IEnumerable<TestCaseData> Edits() =>
    [
        Case("member added", Plain, plan => plan.WithMembers(Root, all => all.Append(new("More", "int", 9)))),
        Case("member removed", Plain, plan => plan.WithMembers(Root, all => all.Skip(1))),
        Case("member renamed", Plain, plan => plan.WithMember(Root, "Id", one => one with { Name = "Ident" })),
        Case("int to long", Plain, plan => plan.WithMember(Root, "Id", one => one with { Type = "long" })),
        Case("int to nullable int", Plain, plan => plan.WithMember(Root, "Id", one => one with { Type = "int?" })),
        Case("int to enum", Plain, plan => plan.WithMember(Root, "Id", one => one with { Type = "Color" })),
        Case("string to bytes", Plain, plan => plan.WithMember(Root, "Name", one => one with { Type = "byte[]" })),
        Case("list to set", Sequence("List<int>"), _ => Sequence("HashSet<int>")),
        Case("member of an item added", Plain, plan => plan.WithMembers(Part, all => all.Append(new("More", "int", 9)))),
        Case("member of an item retyped", Plain, plan => plan.WithMember(Part, "Number", one => one with { Type = "long" })),
        Case("class to struct", Plain, plan => plan.With(Part, one => one with { IsStruct = true })),
        Case("enum renumbered", Plain, plan => plan with { Colors = [("Red", 0), ("Green", 2)] }),
        Case("enum names swapped", Plain, plan => plan with { Colors = [("Red", 1), ("Green", 0)] }),
        Case("enum member added", Plain, plan => plan with { Colors = [.. plan.Colors, ("Blue", 2)] }),
        Case("enum member renamed", Plain, plan => plan with { Colors = [("Red", 0), ("Blue", 1)] }),
        Case("enum widened", Plain, plan => plan with { ColorsAreLong = true }),
        Case("base removed", Plain, plan => plan with { HasBase = false }),
        Case("member of the base retyped", Plain, plan => plan.WithMember(Basis, "Origin", one => one with { Type = "int" })),
        Case("member moved to the base", Plain, plan => plan
            .WithMembers(Root, all => all.Where(one => one.Name != "Weight"))
            .WithMembers(Basis, all => all.Append(new("Weight", "double?", 7)))),
        Case("derived type removed", Plain, plan => plan with { HasSubtype = false }),
        Case("derived type edited", Plain, plan => plan.WithMember(Special, "Discount", one => one with { Name = "Off" })),
        Case("made a contract", Plain, _ => Contract),
        Case("contract renumbered", Contract, plan => plan.WithMember(Root, "Id", one => one with { Number = 17 })),
        Case("numbers swapped", Contract, plan => plan
            .WithMember(Root, "Id", one => one with { Number = 2 }).WithMember(Root, "Name", one => one with { Number = 1 })),
        Case("contract written as zigzag", Contract, plan => plan.WithMember(Root, "Id", one => one with { IsZigZag = true })),
        Case("contract given a default", Contract, plan => plan.WithMember(Root, "Id", one => one with { Default = 5 })),
        Case("default of a contract changed", WithDefault(5), _ => WithDefault(6)),
        Case("left out of comparisons", Plain, plan => plan.WithMember(Root, "At", one => one with { CompareIgnored = true })),
    ];

    /// <summary>Edits that no value shows.</summary>
    public static IEnumerable<TestCaseData> HarmlessEdits() =>
    [
        Case("nothing", Plain, plan => plan),
        Case("statics, constants and methods added", Plain, plan => plan with { HasStatics = true }),
        Case("declared in another order", Plain, plan => plan
            .WithMembers(Root, all => all.Reverse()).WithMembers(Part, all => all.Reverse())),
        Case("contract declared in another order", Contract, plan => plan.WithMembers(Root, all => all.Reverse())),
        Case("enum declared in another order", Plain, plan => plan with { Colors = [.. plan.Colors.Reverse()] }),
        Case("numbers of no contract changed", Plain, plan => plan.WithMember(Root, "Id", one => one with { Number = 17 })),
    ];

    private static TestCaseData Case(string name, SchemaPlan one, Func<SchemaPlan, SchemaPlan> edit) =>
        new TestCaseData(one, edit(one)).SetArgDisplayNames(name);

    private static SchemaPlan WithDefault(int value) => Contract.WithMember(Root, "Id", one => one with { Default = value });

    private static SchemaPlan Sequence(string type) => First().WithMembers(Root, all => all.Append(new("Numbers", type, 9)));
}
