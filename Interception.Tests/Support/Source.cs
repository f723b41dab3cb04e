namespace Interception.Tests.Support;

/// <summary>Answers with what the origin says.</summary>
internal sealed class Source(Origin origin) : ISource
{
    public Task<string?> GetAsync(int id, CancellationToken cancellationToken) => origin.AskAsync(id, cancellationToken);

    public ValueTask<string?> GetValueAsync(int id, CancellationToken cancellationToken) => new(origin.AskAsync(id, cancellationToken));

    public string? Get(int id, CancellationToken cancellationToken) => origin.Ask(id, cancellationToken);

    public async Task<List<string>> ListAsync(int id) => [(await origin.AskAsync(id, default))!, "second"];
}
