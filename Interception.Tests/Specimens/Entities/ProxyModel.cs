using System.Collections.ObjectModel;

namespace Interception.Tests.Specimens.Entities;

/// <summary>Entities that EF Core can derive proxies from: all their properties are virtual.</summary>
public class Shop
{
    public virtual int Id { get; set; }

    public virtual string Name { get; set; } = "";

    public virtual Home? Home { get; set; }

    public virtual ICollection<Clerk> Clerks { get; } = new ObservableCollection<Clerk>();
}

public class Clerk
{
    public virtual int Id { get; set; }

    public virtual string Name { get; set; } = "";

    public virtual int ShopId { get; set; }

    public virtual Shop? Shop { get; set; }
}
