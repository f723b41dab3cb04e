using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Interception.Tests.Specimens.Entities;

/// <summary>Entities as people write them for EF Core: navigations both ways, an owned type, a backing field.</summary>
public class Writer
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public Home? Home { get; set; }

    public ICollection<Book> Books { get; set; } = [];
}

/// <summary>Owned by its writer: in the same row.</summary>
public class Home
{
    public virtual string Street { get; set; } = "";

    public virtual string? City { get; set; }
}

public class Book
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public decimal Price { get; set; }

    public int WriterId { get; set; }

    public Writer? Writer { get; set; }
}

/// <summary>Keeps its state to itself: EF Core sets fields, and the constructor takes what it can.</summary>
public class Order
{
    private readonly List<OrderLine> _lines = [];
    private string _state = "new";

    public Order(string number) => Number = number;

    public int Id { get; private set; }

    public string Number { get; }

    public string State => _state;

    public IReadOnlyCollection<OrderLine> Lines => _lines.AsReadOnly();

    public void Add(OrderLine line) => _lines.Add(line);

    public void Ship() => _state = "shipped";
}

public class OrderLine
{
    public int Id { get; set; }

    public required string Sku { get; set; }

    public int Count { get; set; }
}

/// <summary>A record, which EF Core makes by its constructor.</summary>
public sealed record Reader(int Id, string Name, DateOnly Since);

/// <summary>Loads its navigation itself, without a proxy.</summary>
public class Shelf
{
    private readonly ILazyLoader? _loader;
    private ICollection<ShelfMark> _marks = [];

    public Shelf()
    {
    }

    private Shelf(ILazyLoader loader) => _loader = loader;

    public int Id { get; set; }

    public ICollection<ShelfMark> Marks
    {
        get => _loader?.Load(this, ref _marks!) ?? _marks;
        set => _marks = value;
    }
}

public class ShelfMark
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>Has its context injected, as EF Core does for a property of that type.</summary>
public class Loan
{
    public int Id { get; set; }

    public bool IsAttached => Context is not null;

    private LibraryContext? Context { get; set; }
}

/// <summary>Loads its navigation by a delegate, as EF Core injects it.</summary>
public class Due
{
    public int Id { get; set; }

    public bool IsLazy => LazyLoader is not null;

    private Action<object, string>? LazyLoader { get; set; }
}
