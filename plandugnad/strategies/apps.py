from importlib import import_module

from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "plandugnad.strategies"
    label = "strategies"

    def ready(self) -> None:
        """The modules add what strategies tell to the overviews and to the page of a plan, as they are loaded."""
        import_module(f"{self.name}.beside")
        import_module(f"{self.name}.jointly.telling")
        import_module(f"{self.name}.tidying.step")
        import_module(f"{self.name}.tidying.answering")
        for module in ("step", "answering", "taking_out"):
            import_module(f"{self.name}.tidying.{module}")
        import_module(f"{self.name}.needs.steps")
        import_module(f"{self.name}.needs.taking_out")
        import_module(f"{self.name}.asking.steps")
        import_module(f"{self.name}.document.steps")
        import_module(f"{self.name}.document.takeout")
        import_module(f"{self.name}.deciding.steps")
