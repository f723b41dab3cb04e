namespace Interception.Configuration.Names;

/// <summary>Walks over the text of a name, sign by sign and identifier by identifier; spaces do not count.</summary>
internal sealed class NameScanner(string text)
{
    public int Position { get; private set; }

    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return Position == text.Length;
        }
    }

    public bool Take(char expected)
    {
        if (IsAtEnd || text[Position] != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    public string? TakeIdentifier()
    {
        SkipSpace();
        int start = Position;
        while (Position < text.Length && (char.IsLetterOrDigit(text[Position]) || text[Position] == '_'))
        {
            Position++;
        }

        return Position == start || char.IsDigit(text[start]) ? null : text[start..Position];
    }

    private void SkipSpace()
    {
        while (Position < text.Length && text[Position] == ' ')
        {
            Position++;
        }
    }
}
