using System.Data.Common;

namespace Vestnik.Storage.Engine;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
public class Session(DbConnection connection, Dialect dialect) : IDisposable
{
    // Statements are constants beside the methods that run them, so the set stays small.
    private readonly Dictionary<string, DbCommand> statements = new(StringComparer.Ordinal);
    private DbTransaction? transaction;

    public Dialect Dialect => dialect;

    /// <summary>A transaction is open: reads may see rows that are not committed.</summary>
    internal bool IsWriting => transaction is not null;

    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    /// <summary>The first column of the first row as a number, or null.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    public List<T> All<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var rows = new List<T>();
        using var reader = Bind(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        transaction?.Dispose();
        connection.Dispose();
        GC.SuppressFinalize(this);
    }

    internal void Begin() => transaction = connection.BeginTransaction();

    internal void Commit()
    {
        transaction!.Commit();
        End();
    }

    internal void Rollback()
    {
        transaction?.Rollback();
        End();
    }

    private void End()
    {
        transaction?.Dispose();
        transaction = null;
    }

    private DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!statements.TryGetValue(sql, out var command))
        {
            command = Prepare(sql, values);
            statements.Add(sql, command);
        }

        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        return command;
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, _) in values)
        {
            var parameter = command.CreateParameter();
            // With its sign: SQLite's driver would try three signs at each execution.
            parameter.ParameterName = "@" + name;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
