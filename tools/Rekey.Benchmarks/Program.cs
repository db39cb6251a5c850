foreach (var p in Rekey.Conformance.VectorFiles.Generate("conformance"))
{
    Console.WriteLine(p);
}

return Rekey.Conformance.VectorFiles.Verify("conformance").Count;
