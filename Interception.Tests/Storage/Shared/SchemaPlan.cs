namespace Interception.Tests.Storage.Shared;

/// <summary>The types of one build of an application: an order, what it derives from and what it holds.</summary>
internal sealed record SchemaPlan
{
    public const string Root = "Order";
    public const string Basis = "Basis";
    public const string Special = "Special";
    public const string Part = "Part";

    /// <summary>The types by name. Their members stand in the order in which they are declared.</summary>
    public required IReadOnlyDictionary<string, TypePlan> Types { get; init; }

    public required IReadOnlyList<(string Name, int Value)> Colors { get; init; }

    public bool ColorsAreLong { get; init; }

    /// <summary>Whether the order derives from the basis.</summary>
    public bool HasBase { get; init; }

    /// <summary>Whether the order names its derived type.</summary>
    public bool HasSubtype { get; init; }

    /// <summary>Whether the types declare what belongs to no object: a constant, a static field, a method.</summary>
    public bool HasStatics { get; init; }

    /// <summary>A first build with something of everything.</summary>
    public static SchemaPlan First() => new()
    {
        Types = new Dictionary<string, TypePlan>
        {
            [Root] = new([
                new("Id", "int", 1), new("Name", "string", 2), new("At", "DateTime", 3), new("Color", "Color", 4),
                new("Parts", "List<Part>", 5), new("Parent", "Order", 6), new("Weight", "double?", 7),
            ]),
            [Basis] = new([new("Origin", "string", 1)]),
            [Special] = new([new("Discount", "decimal", 1)]),
            [Part] = new([new("Number", "int", 1), new("Label", "string", 2)]),
        },
        Colors = [("Red", 0), ("Green", 1)],
        HasBase = true,
        HasSubtype = true,
    };

    public SchemaPlan With(string type, Func<TypePlan, TypePlan> edit) =>
        this with { Types = new Dictionary<string, TypePlan>(Types) { [type] = edit(Types[type]) } };

    public SchemaPlan WithMembers(string type, Func<IEnumerable<MemberPlan>, IEnumerable<MemberPlan>> edit) =>
        With(type, one => one with { Members = [.. edit(one.Members)] });

    public SchemaPlan WithMember(string type, string name, Func<MemberPlan, MemberPlan> edit) =>
        WithMembers(type, all => all.Select(one => one.Name == name ? edit(one) : one));

    /// <summary>The structure in words: two plans whose values could be taken for each other's have the same.</summary>
    public string Describe()
    {
        var reached = new List<string> { Root };
        var text = new List<string>();
        for (int i = 0; i < reached.Count; i++)
        {
            string name = reached[i];
            IEnumerable<string> others = name == "Color" ? [] : References(name);
            reached.AddRange(others.Where(other => !reached.Contains(other)).Distinct().ToArray());
            text.Add(name == "Color" ? DescribeColors() : $"{name}: {Types[name].Describe()}");
        }

        text.Add($"{HasBase} {HasSubtype}");
        return string.Join("\n", text.Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> References(string name)
    {
        IEnumerable<string> named = Types[name].Members.SelectMany(
            member => new[] { Root, Part, "Color" }.Where(member.Type.Contains));
        return name == Root ? named.Concat(HasBase ? [Basis] : []).Concat(HasSubtype ? [Special] : []) : named;
    }

    private string DescribeColors() =>
        $"Color {ColorsAreLong} "
        + string.Join(" ", Colors.Select(one => $"{one.Name}={one.Value}").Order(StringComparer.Ordinal));

    /// <summary>One type. A contract's members have numbers that count; the others count by name.</summary>
    internal sealed record TypePlan(IReadOnlyList<MemberPlan> Members, bool IsContract = false, bool IsStruct = false)
    {
        public string Describe() => $"{IsContract} {IsStruct} " + string.Join(
            ", ", Members.Select(one => IsContract ? one : one with { Number = 0 })
                .OrderBy(one => one.Name, StringComparer.Ordinal));
    }

    /// <summary>One field. Its number, format and default value are for contracts.</summary>
    internal sealed record MemberPlan(
        string Name, string Type, int Number, bool CompareIgnored = false, bool IsZigZag = false, int? Default = null);
}
