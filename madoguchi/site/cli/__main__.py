from madoguchi.site.cli import main

if __name__ == "__main__":
    main(prog_name="madoguchi")
