using Interception;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf;
using StackExchange.Redis;

/// <summary>protobuf-net's analyzers reject this contract (PBN0003, PBN0015); a user of Interception must not hear of them.</summary>
[ProtoContract]
public class Rejected
{
    private Rejected(int number) => Number = number;

    [ProtoMember(1)]
    public int Number { get; set; }

    [ProtoMember(1)]
    public int Again { get; set; }
}

/// <summary>The analyzers of StackExchange.Redis warn of this (SER307), and here a warning is an error.</summary>
public static class Blocking
{
    public static string? Read(IDatabase database) => database.StringGetAsync("x").Result;
}

public static class Registration
{
    public static IServiceCollection Add(IServiceCollection services) => services.DecorateWithCaching<IDisposable>();
}
