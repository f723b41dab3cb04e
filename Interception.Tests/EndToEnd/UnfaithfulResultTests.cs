using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Results that no copy equals: each caller gets the method's own, and the log says so once.</summary>
[TestFixture]
internal sealed class UnfaithfulResultTests
{
    private const int BeyondProtobuf = 600;

    public interface IOdd
    {
        Task<Link> CircleAsync(int id);

        Task<Link> ChainAsync(int id);

        Task<Pet> PetAsync(int id);

        Task<string[]> HalfAsync(int id);
    }

    [Test, Property("Failure", "S12")]
    public async Task Miss_ResultContainsItself_IsHandedOutAndNotKept()
    {
        Link[] found = await AskTwiceAsync(odd => odd.CircleAsync(1));

        Assert.That(found[0].Next, Is.SameAs(found[0]));
    }

    [Test, Property("Failure", "S12")]
    public async Task Miss_ResultIsTooDeep_IsHandedOutAndNotKept()
    {
        Link[] found = await AskTwiceAsync(odd => odd.ChainAsync(1));

        int depth = 0;
        for (Link? link = found[0]; link is not null; link = link.Next)
        {
            depth++;
        }

        Assert.That(depth, Is.EqualTo(BeyondProtobuf));
    }

    [Test, Property("Failure", "S11")]
    public async Task Miss_ResultOfATypeThatIsNotDeclared_IsHandedOutAndNotKept()
    {
        Pet[] found = await AskTwiceAsync(odd => odd.PetAsync(1));

        Assert.That(found[0], Is.TypeOf<Dog>().With.Property(nameof(Dog.Tricks)).EqualTo(3));
    }

    // UTF-8, and so protobuf, has no half characters: what comes back is a replacement character.
    [Test, Property("Failure", "S7"), Property("Failure", "S10")]
    public async Task Miss_CopyDiffers_IsHandedOutAndNotKept()
    {
        string[][] found = await AskTwiceAsync(odd => odd.HalfAsync(1));

        Assert.That(found[0], Is.EqualTo((string[])["\uD800"]));
    }

    private static async Task<T[]> AskTwiceAsync<T>(Func<IOdd, Task<T>> call)
        where T : class
    {
        await using CacheHost host = new(services => services
            .AddScoped<IOdd, Odd>()
            .AddInterception(all =>
            {
                foreach (string name in typeof(IOdd).GetMethods().Select(method => method.Name))
                {
                    all.Methods[$"{nameof(IOdd)}.{name}"] = new MethodOptions();
                }
            })
            .DecorateWithCaching<IOdd>());
        T[] found = [await call(host.Get<IOdd>()), await call(host.Get<IOdd>())];

        Assert.That(found[1], Is.Not.SameAs(found[0]));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(host.Entries(), Is.Empty);
        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached"]));
        return found;
    }

    public sealed class Link
    {
        public Link? Next { get; set; }
    }

    public class Pet
    {
        public string? Name { get; set; }
    }

    public sealed class Dog : Pet
    {
        public int Tricks { get; set; }
    }

    private sealed class Odd(Origin origin) : IOdd
    {
        public async Task<Link> CircleAsync(int id)
        {
            await origin.AskAsync(id, default);
            var link = new Link();
            link.Next = link;
            return link;
        }

        public async Task<Link> ChainAsync(int id)
        {
            await origin.AskAsync(id, default);
            Link? first = null;
            for (int i = 0; i < BeyondProtobuf; i++)
            {
                first = new Link { Next = first };
            }

            return first!;
        }

        public async Task<Pet> PetAsync(int id) => new Dog { Name = await origin.AskAsync(id, default), Tricks = 3 };

        public async Task<string[]> HalfAsync(int id)
        {
            await origin.AskAsync(id, default);
            return ["\uD800"];
        }
    }
}
