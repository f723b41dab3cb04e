namespace Interception.Tests.Storage.Shared;

/// <summary>What a developer does to types between two builds.</summary>
internal sealed class SchemaEdits(Random random)
{
    private const int MaxMembers = 4;

    private static readonly string[] Types =
    [
        "int", "long", "int?", "double?", "decimal", "DateTime", "string", "byte[]", "List<int>", "HashSet<int>",
        "Dictionary<string, int>", "Color", "List<Part>", "Part", "Order",
    ];

    private int _fresh = 100;

    /// <summary>Makes one edit; some leave the structure as it is.</summary>
    public SchemaPlan Next(SchemaPlan plan)
    {
        string type = One([.. plan.Types.Keys]);
        return random.Next(15) switch
        {
            0 or 1 => Add(plan, type),
            2 => Remove(plan, type),
            3 => Edit(plan, type, one => one with { Name = $"M{++_fresh}" }),
            4 or 5 => Edit(plan, type, one => one with { Type = TypeFor(type) }),
            6 => Edit(plan, type, one => one with { Number = ++_fresh }),
            7 => Edit(plan, type, one => one with { CompareIgnored = !one.CompareIgnored }),
            8 => plan.With(type, one => one with { IsContract = !one.IsContract }),
            9 => plan.With(SchemaPlan.Part, one => one with { IsStruct = !one.IsStruct }),
            10 => plan with { HasBase = !plan.HasBase },
            11 => plan with { HasSubtype = !plan.HasSubtype },
            12 => EditColors(plan),
            13 => plan.WithMembers(type, all => all.Reverse()),
            _ => plan with { HasStatics = !plan.HasStatics },
        };
    }

    // A struct can't contain itself.
    private string TypeFor(string type)
    {
        string chosen = One(Types);
        return type == SchemaPlan.Part && chosen == SchemaPlan.Part ? "int" : chosen;
    }

    private SchemaPlan Add(SchemaPlan plan, string type)
    {
        SchemaPlan.MemberPlan added = new($"M{++_fresh}", TypeFor(type), _fresh);
        return plan.Types[type].Members.Count >= MaxMembers
            ? Remove(plan, type)
            : plan.WithMembers(type, all => all.Append(added));
    }

    private SchemaPlan Remove(SchemaPlan plan, string type)
    {
        IReadOnlyList<SchemaPlan.MemberPlan> members = plan.Types[type].Members;
        SchemaPlan.MemberPlan chosen = One(members);
        return members.Count == 1 ? plan : plan.WithMembers(type, all => all.Where(one => one != chosen));
    }

    private SchemaPlan Edit(SchemaPlan plan, string type, Func<SchemaPlan.MemberPlan, SchemaPlan.MemberPlan> edit)
    {
        string name = One([.. plan.Types[type].Members]).Name;
        return plan.WithMember(type, name, edit);
    }

    private SchemaPlan EditColors(SchemaPlan plan) => random.Next(4) switch
    {
        0 => plan with { Colors = [.. plan.Colors, ($"C{++_fresh}", _fresh)] },
        1 => plan with { Colors = [.. plan.Colors.Skip(plan.Colors.Count > 1 ? 1 : 0)] },
        2 => plan with { Colors = [.. plan.Colors.Skip(1), (plan.Colors[0].Name, ++_fresh)] },
        _ => plan with { ColorsAreLong = !plan.ColorsAreLong },
    };

    private T One<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
